-- ensure-partitions, sent by engine/src/sql/partitions/ensure-partitions.ts
select belfry.ensure_daily_partitions($1, (belfry.now() at time zone 'UTC')::date, $2) as created
