-- select-calendar-users, sent by engine/src/sql/calendars/select-calendar-users.ts
select distinct r.slug as rule
from belfry.rules r join belfry.rule_versions v on v.rule_id = r.id and v.version = r.version
where r.status <> 'archived' and belfry.rule_in_scope(r.id, $2) and exists (
  select from jsonb_array_elements(v.definition -> 'triggers') t where t ->> 'calendar' = $1)
order by r.slug
