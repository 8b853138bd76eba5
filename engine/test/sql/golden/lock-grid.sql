-- lock-grid, sent by engine/src/sql/grid/lock-grid.ts
select id, labels, definition, md5(definition::text) as revision, updated_by as "updatedBy"
from belfry.grids where slug = $1 and removed_at is null for update
