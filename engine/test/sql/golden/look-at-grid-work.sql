-- look-at-grid-work, sent by engine/src/sql/grid/look-at-grid-work.ts
insert into belfry.grid_work as w (grid_id, look_at) values ($1, belfry.now() + $2::float8 * interval '1 millisecond')
on conflict (grid_id) do update set look_at = least(w.look_at, excluded.look_at)
where w.look_at > excluded.look_at
