-- select-open-alerts, sent by engine/src/sql/alerts/select-open-alerts.ts
select a.id, a.kind, a.subject, a.rule_id as "ruleId", a.since, a.seen_at as "seenAt", a.facts,
  case when a.rule_id is not null then coalesce(r.status = 'enabled', false) end as "isEnabled"
from belfry.alert_episodes a left join belfry.rules r on r.id = a.rule_id
where a.until is null
order by a.id
