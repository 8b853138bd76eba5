-- ensure-grid-months, sent by engine/src/sql/grid/ensure-grid-months.ts
select belfry.ensure_grid_months($1::date[]) as created
