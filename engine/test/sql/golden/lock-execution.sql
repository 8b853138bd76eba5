-- lock-execution, sent by engine/src/sql/executions/lock-execution.ts
select epoch, cancel_by as "cancelBy" from belfry.execution_queue where id = $1 for no key update
