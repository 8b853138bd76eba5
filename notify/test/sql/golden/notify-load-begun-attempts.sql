-- notify-load-begun-attempts, sent by notify/src/sql/load-begun-attempts.ts
select delivery_id as id, attempt from belfry.delivery_attempts
where (delivery_id, attempt) in (select * from unnest($1::bigint[], $2::smallint[]))
