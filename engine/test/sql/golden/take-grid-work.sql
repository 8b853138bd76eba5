-- take-grid-work, sent by engine/src/sql/grid/take-grid-work.ts
select from belfry.grid_work where grid_id = $1 and look_at <= belfry.now() for update skip locked
