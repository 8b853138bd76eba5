-- leave-gates, sent by engine/src/sql/gates/leave-gates.ts
delete from belfry.gate_places p
where execution_id = any($1::bigint[]) and not exists (select from belfry.execution_queue q where q.id = p.execution_id)
returning gate
