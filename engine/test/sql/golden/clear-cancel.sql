-- clear-cancel, sent by engine/src/sql/executions/clear-cancel.ts
update belfry.execution_queue set cancel_by = null where id = $1
