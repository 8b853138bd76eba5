-- select-event, sent by engine/src/sql/events/select-event.ts
select e.id, e.received_at as "receivedAt", e.source, e.event_id as "eventId", e.type, e.subject,
  e.brought_by as "broughtBy", e.replay_of as "replayOf", e.occurred_at as "occurredAt", e.attributes, e.data, e.depth,
  e.trigger_id as "triggerId"
from belfry.events e
where e.id = $1 and ($2::jsonb is null or exists (
  select from belfry.event_decisions d where d.event_id = e.id and belfry.rule_in_scope(d.rule_id, $2)))
