-- set-rule-versions, sent by engine/src/sql/executions/set-rule-versions.ts
update belfry.executions set rule_version = $2 where id = any ($1::bigint[]) and state in ('failed', 'cancelled')
