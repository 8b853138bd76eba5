-- drop-daily-partition, sent by engine/src/sql/retention/drop-daily-partition.ts
select belfry.drop_daily_partition($1, ($2::timestamptz at time zone 'UTC')::date) as dropped
