-- insert-events, sent by engine/src/sql/events/insert-events.ts
insert into belfry.events (received_on, id, received_at, source, event_id, type, subject, occurred_at, attributes, data,
  brought_by, trigger_id, replay_of, depth, matched) overriding system value
select (now.at at time zone 'UTC')::date, id, now.at, source, "eventId", type, subject, "occurredAt", attributes, data,
  "broughtBy", "triggerId", "replayOf", depth, matched
from json_to_recordset($1::json) as e (id bigint, source text, "eventId" text, type text, subject text,
  "occurredAt" timestamptz, attributes jsonb, data jsonb, "broughtBy" text, "triggerId" int, "replayOf" bigint,
  depth smallint, matched bool), (select belfry.now() as at) now
