-- delete-rule, sent by engine/src/sql/rules/delete-rule.ts
with versions as (delete from belfry.rule_versions where rule_id = $1),
  watches as (delete from belfry.outcome_watches where rule_id = $1)
delete from belfry.rules where id = $1
