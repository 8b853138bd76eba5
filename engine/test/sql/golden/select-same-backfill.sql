-- select-same-backfill, sent by engine/src/sql/grid/backfill/select-same-backfill.ts
select id from belfry.grid_backfills
where grid_id = $1 and state in ('running', 'paused') and mode = $2 and from_on = $3 and until_on = $4
  and request = $5::jsonb and notify = $6
order by id limit 1
