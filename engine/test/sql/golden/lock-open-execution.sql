-- lock-open-execution, sent by engine/src/sql/executions/lock-open-execution.ts
select cancel_by as "cancelBy" from belfry.execution_queue where id = $1 for no key update
