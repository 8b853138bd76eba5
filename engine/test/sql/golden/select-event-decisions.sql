-- select-event-decisions, sent by engine/src/sql/events/select-event-decisions.ts
select d.event_id as "eventId", r.slug as rule, t.key as trigger, d.fate, d.execution_id as "executionId", d.detail,
  d.decided_at as "decidedAt"
from belfry.event_decisions d join belfry.rules r on r.id = d.rule_id join belfry.triggers t on t.id = d.trigger_id
where d.event_id = any ($1) and ($2::jsonb is null or belfry.labels_in_scope(r.labels, $2))
order by d.event_id, r.slug, t.id
