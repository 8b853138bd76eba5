-- take-gathered-events, sent by engine/src/sql/events/take-gathered-events.ts
with gone as (
  delete from belfry.gathered_events where trigger_id = $1 and key_hash = $2 returning event_id)
select e.id as "eventId", e.source, e.event_id as id, e.type, e.subject,
  to_char(e.occurred_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as time, e.attributes, e.data, e.depth
from gone g join belfry.events e on e.id = g.event_id order by e.id
