-- 0040_grid_work.sql
-- locks: grid_cells for a moment, for columns whose values are not written into rows, and against writing while indexes are built

-- When the attempt that runs, or ran last, began, and the figures that it came to: rows, files, bytes.
alter table belfry.grid_cells add column began_at timestamptz;
alter table belfry.grid_cells add column result jsonb;

-- Cells are handed out by turns between the task types and the platforms, so each of them has a line of its own.
create index grid_cells_turns on belfry.grid_cells (task_type_id, group_id, priority, run_at) where state = 'pending';
create index grid_cells_held on belfry.grid_cells (grid_id) where state = 'running';
create index grid_cells_executions on belfry.grid_cells (execution_id) where state = 'running' and execution_id is not null;

-- When somebody looks next whether executions of a grid's cells are to be started.
create table belfry.grid_work (
  grid_id int primary key references belfry.grids on delete cascade,
  look_at timestamptz not null
);
create index grid_work_look on belfry.grid_work (look_at);
