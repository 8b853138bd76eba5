-- notify-read-clock, sent by notify/src/sql/read-clock.ts
select belfry.now() as now
