-- lock-ended-execution, sent by engine/src/sql/executions/lock-ended-execution.ts
select id, rule_id as "ruleId", rule_version as "ruleVersion", parent_id as "parentId", item_index as "itemIndex", item, trigger,
  inputs, state, redrive, gate_key as "gateKey", (created_at at time zone 'UTC')::date as "createdOn"
from belfry.executions where id = $1
for update
