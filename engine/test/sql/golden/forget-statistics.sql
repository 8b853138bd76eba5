-- forget-statistics, sent by engine/src/sql/statistics/forget-statistics.ts
delete from belfry.statistics where kind in ('state', 'failure', 'took', 'waited') and day >= ($1::timestamptz at time zone $2)::date
