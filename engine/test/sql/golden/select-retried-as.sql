-- select-retried-as, sent by engine/src/sql/failures/select-retried-as.ts
select retried_as as id from belfry.execution_retries where execution_id = any ($1::bigint[]) order by execution_id desc limit 1
