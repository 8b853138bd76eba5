-- lock-backfill, sent by engine/src/sql/grid/backfill/lock-backfill.ts
select state from belfry.grid_backfills where grid_id = $1 and id = $2 for update
