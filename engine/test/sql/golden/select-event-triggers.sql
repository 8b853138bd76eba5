-- select-event-triggers, sent by engine/src/sql/events/select-event-triggers.ts
select t.id as "triggerId", t.rule_id as "ruleId", r.slug as rule, r.labels, r.version as "ruleVersion", t.key as name, t.kind, t.config
from belfry.triggers t join belfry.rules r on r.id = t.rule_id
where t.active_until is null and t.idle_from is null and r.status = 'enabled' and t.kind = any ($1)
order by t.id
