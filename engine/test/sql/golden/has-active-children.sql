-- has-active-children, sent by engine/src/sql/executions/has-active-children.ts
select exists (select from belfry.execution_queue where parent_id = $1) as active
