-- delete-stale-progress, sent by engine/src/sql/nodes/delete-stale-progress.ts
delete from belfry.execution_progress p
where not exists (select from belfry.execution_queue q where q.id = p.execution_id)
