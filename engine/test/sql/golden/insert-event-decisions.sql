-- insert-event-decisions, sent by engine/src/sql/events/insert-event-decisions.ts
insert into belfry.event_decisions (decided_on, event_id, trigger_id, rule_id, fate, execution_id, detail, decided_at)
select (now.at at time zone 'UTC')::date, "eventId", "triggerId", "ruleId", fate, "executionId", detail, now.at
from json_to_recordset($1::json) as d ("eventId" bigint, "triggerId" int, "ruleId" int, fate text, "executionId" bigint,
  detail jsonb), (select belfry.now() as at) now
