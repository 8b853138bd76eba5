-- delete-failures, sent by engine/src/sql/failures/delete-failures.ts
delete from belfry.failed_executions where execution_id = any ($1::bigint[])
