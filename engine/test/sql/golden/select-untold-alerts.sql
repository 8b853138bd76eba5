-- select-untold-alerts, sent by engine/src/sql/alerts/select-untold-alerts.ts
select a.id, a.kind, a.subject, r.slug as rule, r.name as "ruleName", a.since, a.until, a.facts, a.end_facts as "endFacts", a.depth,
  a.event_id is not null as "isBeginTold"
from belfry.alert_episodes a left join belfry.rules r on r.id = a.rule_id
where a.event_id is null or (a.until is not null and a.end_event_id is null)
order by a.since, a.id
limit $1
