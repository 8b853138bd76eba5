-- leave-parent, sent by engine/src/sql/executions/leave-parent.ts
update belfry.executions set parent_id = null where id = $1
