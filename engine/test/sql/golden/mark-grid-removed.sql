-- mark-grid-removed, sent by engine/src/sql/grid/mark-grid-removed.ts
update belfry.grids set removed_at = belfry.now() where id = $1
