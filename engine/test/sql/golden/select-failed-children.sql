-- select-failed-children, sent by engine/src/sql/executions/select-failed-children.ts
select id from belfry.executions where parent_id = $1 and item_index is not null and state in ('failed', 'cancelled') order by id
