-- delete-old-statistics, sent by engine/src/sql/statistics/delete-old-statistics.ts
delete from belfry.statistics
where kind in ('state', 'failure', 'took', 'waited') and day < (belfry.now() at time zone 'UTC')::date - $1::int
