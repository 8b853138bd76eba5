-- refresh-statistics, sent by engine/src/sql/nodes/refresh-statistics.ts
select belfry.refresh_statistics()
