-- select-called-rule, sent by engine/src/sql/executions/select-called-rule.ts
select rule_id as "ruleId", rule_version as "ruleVersion" from belfry.executions where id = $1
