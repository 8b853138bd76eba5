-- select-replayed-events, sent by engine/src/sql/what-if/select-replayed-events.ts
select e.id, e.received_at as "receivedAt", e.source, e.event_id as "eventId", e.type, e.subject,
  e.brought_by as "broughtBy", e.replay_of as "replayOf", e.occurred_at as "occurredAt", e.attributes, e.data, e.depth,
  e.trigger_id as "triggerId"
from belfry.events e
where e.received_on between ($1::timestamptz at time zone 'UTC')::date - 1 and ($2::timestamptz at time zone 'UTC')::date + 1
  and e.received_at >= $1 and e.received_at <= $2
  and ($3::jsonb is null or exists (
    select from belfry.event_decisions d where d.event_id = e.id and belfry.rule_in_scope(d.rule_id, $3)))
  and ($4::bigint is null or e.id < $4)
order by e.id desc limit $5
