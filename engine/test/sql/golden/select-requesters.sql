-- select-requesters, sent by engine/src/sql/executions/select-requesters.ts
select array_remove(array[v.author, e.trigger ->> 'by'], null) as "requestedBy", r.labels
from belfry.executions e
join belfry.rules r on r.id = e.rule_id
join belfry.rule_versions v on v.rule_id = e.rule_id and v.version = e.rule_version
where e.id = $1
