-- insert-dead-letters, sent by engine/src/sql/events/insert-dead-letters.ts
insert into belfry.event_dead_letters (received_at, brought_by, trigger_id, raw, problems)
select belfry.now(), "broughtBy", "triggerId", raw, problems
from json_to_recordset($1::json) as d ("broughtBy" text, "triggerId" int, raw text, problems jsonb)
returning id
