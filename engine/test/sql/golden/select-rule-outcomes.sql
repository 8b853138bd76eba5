-- select-rule-outcomes, sent by engine/src/sql/outcomes/select-rule-outcomes.ts
select o.id, o.trigger_id as "triggerId", t.kind, o.execution_id as "executionId", o.redrive, o.state, o.failure,
  o.ended_at as "endedAt", r.slug as rule, r.name as "ruleName", e.trigger as "startedBy", e.created_at as "createdAt"
from (select * from belfry.rule_outcomes order by id limit $1) o
join belfry.triggers t on t.id = o.trigger_id
join belfry.executions e on e.id = o.execution_id
join belfry.rules r on r.id = e.rule_id
order by o.id
