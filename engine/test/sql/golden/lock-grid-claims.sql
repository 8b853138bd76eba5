-- lock-grid-claims, sent by engine/src/sql/grid/lock-grid-claims.ts
select id from belfry.grids where id = $1 for no key update
