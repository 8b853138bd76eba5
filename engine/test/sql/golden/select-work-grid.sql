-- select-work-grid, sent by engine/src/sql/grid/select-work-grid.ts
select g.id, g.slug, g.definition,
  (select coalesce(jsonb_object_agg(t.key, t.id), '{}') from belfry.grid_task_types t where t.grid_id = g.id) as types
from belfry.grids g
where g.removed_at is null and (g.slug = $1 or g.id = $2)
