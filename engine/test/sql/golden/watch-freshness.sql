-- watch-freshness, sent by engine/src/sql/grid/freshness/watch-freshness.ts
with gone as (delete from belfry.grid_deadline_looks where grid_id = $1 and not $2),
closed as (update belfry.grid_freshness set closed = true where grid_id = $1 and not closed and not $2)
insert into belfry.grid_deadline_looks as l (grid_id, look_at, generation_id)
select $1, belfry.now(), (select coalesce(max(id), 0) from belfry.grid_generations where grid_id = $1) where $2
on conflict (grid_id) do update set look_at = excluded.look_at, planned_until = null
