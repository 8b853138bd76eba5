-- is-rule-in-scope, sent by engine/src/sql/scope/is-rule-in-scope.ts
select id from belfry.rules where slug = $1 and belfry.rule_in_scope(id, $2)
