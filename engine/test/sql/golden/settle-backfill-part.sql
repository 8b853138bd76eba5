-- settle-backfill-part, sent by engine/src/sql/grid/backfill/settle-backfill-part.ts
update belfry.grid_backfill_parts set written = written + $3, after = $4, done = $5
where backfill_id = $1 and n = $2
