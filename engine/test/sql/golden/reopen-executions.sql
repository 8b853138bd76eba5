-- reopen-executions, sent by engine/src/sql/executions/reopen-executions.ts
with gone as (delete from belfry.failed_executions where execution_id = any($1::bigint[]))
update belfry.executions set state = null, failure = null, output = null, finished_at = null, redrive = redrive + 1
where id = any($1::bigint[]) and state in ('failed', 'cancelled')
returning id, rule_id as "ruleId", rule_version as "ruleVersion", parent_id as "parentId", item_index as "itemIndex", redrive, gate_key as "gateKey"
