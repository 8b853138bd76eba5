-- find-grid-work, sent by engine/src/sql/grid/find-grid-work.ts
select grid_id as "gridId" from belfry.grid_work where look_at <= belfry.now() order by look_at limit 1
