-- release-forgotten, sent by engine/src/sql/executions/release-forgotten.ts
update belfry.execution_queue
set node = null, epoch = epoch + 1, state = 'pending', run_at = (select belfry.now())
where node = $1 and id <> all($2::bigint[])
