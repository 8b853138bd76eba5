-- select-rule-versions, sent by engine/src/sql/rules/select-rule-versions.ts
select v.rule_id as "ruleId", v.version, v.definition
from unnest($1::int[], $2::int[]) as wanted (rule_id, version)
join belfry.rule_versions v on v.rule_id = wanted.rule_id and v.version = wanted.version
