-- settle-grid-work, sent by engine/src/sql/grid/settle-grid-work.ts
update belfry.grid_work set look_at = case when $3 then belfry.now() else coalesce((
  select min(case when c.run_at <= $5 then belfry.now() + $4::float8 * interval '1 millisecond' else c.run_at end)
  from belfry.grid_cells c where c.task_type_id = any($2::int[]) and c.state = 'pending'), 'infinity') end
where grid_id = $1
