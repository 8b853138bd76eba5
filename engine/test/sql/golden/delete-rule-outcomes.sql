-- delete-rule-outcomes, sent by engine/src/sql/outcomes/delete-rule-outcomes.ts
delete from belfry.rule_outcomes where id = any ($1)
