-- select-progress, sent by engine/src/sql/nodes/select-progress.ts
select action, iteration, done, total, reported_at as at from belfry.execution_progress where execution_id = $1
