-- select-awaiting-triggers, sent by engine/src/sql/outcomes/select-awaiting-triggers.ts
select r.slug as rule, t.value as config
from belfry.rules r join belfry.rule_versions v on v.rule_id = r.id and v.version = r.version,
  jsonb_array_elements(v.definition -> 'triggers') t
where r.status <> 'archived' and t.value ?| $1
