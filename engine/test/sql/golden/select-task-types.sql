-- select-task-types, sent by engine/src/sql/grid/select-task-types.ts
select id, key, removed_at is not null as removed from belfry.grid_task_types
where grid_id = $1 order by removed_at is not null, position, id
