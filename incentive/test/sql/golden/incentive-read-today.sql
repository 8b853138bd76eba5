-- incentive-read-today, sent by incentive/src/sql/read-today.ts
select (belfry.now() at time zone 'Asia/Shanghai')::date as today
