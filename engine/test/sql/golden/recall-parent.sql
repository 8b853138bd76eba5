-- recall-parent, sent by engine/src/sql/executions/recall-parent.ts
update belfry.execution_queue
set node = null, epoch = epoch + 1, state = 'waiting', action = null, run_at = 'infinity', turn_at = 'infinity'
where id = $1 and cancel_by is null
