-- sync-task-types, sent by engine/src/sql/grid/sync-task-types.ts
with removed as (
  update belfry.grid_task_types set removed_at = belfry.now()
  where grid_id = $1 and removed_at is null and not key = any($2::text[]))
insert into belfry.grid_task_types (grid_id, key, position)
select $1, key, n from unnest($2::text[]) with ordinality wanted (key, n)
on conflict (grid_id, key) do update set position = excluded.position, removed_at = null
