-- lock-rule-row, sent by engine/src/sql/rules/lock-rule-row.ts
select id from belfry.rules where slug = $1 for no key update
