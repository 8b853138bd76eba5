-- select-execution, sent by engine/src/sql/executions/select-execution.ts
select e.id, r.slug as rule, r.name as "ruleName", e.rule_version as "ruleVersion", coalesce(e.state, q.state, 'pending') as state,
e.parent_id as "parentId", e.item_index as "itemIndex", e.trigger, e.failure, e.redrive, e.created_at as "createdAt",
coalesce(e.started_at, q.started_at) as "startedAt", e.finished_at as "finishedAt",
case when q.state in ('retrying', 'waiting') then jsonb_build_object('action', q.action,
  'until', case when q.run_at < 'infinity' then to_char(q.run_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') end) end
  as "waitingFor", e.inputs, e.item, e.output, (e.created_at at time zone 'UTC')::date as "createdOn" from belfry.executions e join belfry.rules r on r.id = e.rule_id left join belfry.execution_queue q on q.id = e.id where e.id = $1
