-- drop-grid-month, sent by engine/src/sql/grid/drop-grid-month.ts
select belfry.drop_grid_month((belfry.now() at time zone 'UTC')::date - $1::int) as dropped
