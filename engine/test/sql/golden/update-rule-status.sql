-- update-rule-status, sent by engine/src/sql/rules/update-rule-status.ts
update belfry.rules set status = $2, updated_at = belfry.now(), change = nextval('belfry.rule_changes') where id = $1
