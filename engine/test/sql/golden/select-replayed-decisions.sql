-- select-replayed-decisions, sent by engine/src/sql/what-if/select-replayed-decisions.ts
select d.event_id as "eventId", t.key, d.fate, d.execution_id as "executionId", d.detail, d.decided_at as "decidedAt"
from belfry.event_decisions d join belfry.triggers t on t.id = d.trigger_id
where d.event_id = any ($2) and d.rule_id = $1
order by d.event_id, t.id
