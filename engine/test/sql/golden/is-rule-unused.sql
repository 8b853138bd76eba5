-- is-rule-unused, sent by engine/src/sql/rules/is-rule-unused.ts
select not exists (select from belfry.triggers where rule_id = $1)
and not exists (select from belfry.trigger_keys where rule_id = $1)
and not exists (select from belfry.executions where rule_id = $1) as unused
