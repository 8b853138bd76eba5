-- insert-gathered-events, sent by engine/src/sql/events/insert-gathered-events.ts
insert into belfry.gathered_events (trigger_id, key_hash, event_id)
select "triggerId", decode("keyHash", 'hex'), "eventId"
from json_to_recordset($1::json) as g ("triggerId" int, "keyHash" text, "eventId" bigint)
