-- select-created-days, sent by engine/src/sql/executions/select-created-days.ts
select id, rule_version as "ruleVersion", redrive, (created_at at time zone 'UTC')::date as "createdOn"
from belfry.executions where id = any ($1::bigint[]) order by id
