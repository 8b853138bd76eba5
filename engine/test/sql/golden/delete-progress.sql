-- delete-progress, sent by engine/src/sql/nodes/delete-progress.ts
delete from belfry.execution_progress where execution_id = any ($1::bigint[])
