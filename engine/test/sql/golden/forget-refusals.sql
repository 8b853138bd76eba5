-- forget-refusals, sent by engine/src/sql/nodes/forget-refusals.ts
update belfry.execution_queue set refused_by = null where refused_by is not null and node is null
