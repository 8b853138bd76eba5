-- release-held-by, sent by engine/src/sql/nodes/release-held-by.ts
update belfry.execution_queue q
set node = null, epoch = epoch + 1, state = 'pending', run_at = (select belfry.now())
where q.node = any($1::int[])
