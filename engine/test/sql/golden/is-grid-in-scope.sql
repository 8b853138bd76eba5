-- is-grid-in-scope, sent by engine/src/sql/scope/is-grid-in-scope.ts
select id from belfry.grids where slug = $1 and removed_at is null and belfry.grid_in_scope(id, $2)
