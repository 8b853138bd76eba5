-- select-now, sent by engine/src/sql/clock/select-now.ts
select belfry.now() as now
