-- lock-parent, sent by engine/src/sql/executions/lock-parent.ts
select node is not null as held from belfry.execution_queue where id = $1 for update
