-- lock-failure, sent by engine/src/sql/failures/lock-failure.ts
select execution_id from belfry.failed_executions where execution_id = $1 for update
