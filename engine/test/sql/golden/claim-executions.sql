-- claim-executions, sent by engine/src/sql/executions/claim-executions.ts
with me as (
  select id from belfry.nodes where id = $1 for key share
), due as (
  select id from belfry.execution_queue
  where node is null and run_at <= belfry.now() and (select id from me) is not null
  order by priority, run_at
  limit $2
  for update skip locked
), taken as (
  update belfry.execution_queue q
  set node = $1, epoch = epoch + 1, state = 'running', started_at = coalesce(started_at, belfry.now())
  from due where q.id = due.id
  returning q.id, q.epoch, q.gate, q.signals, q.cancel_by, q.started_at
)
select t.id, t.epoch, e.rule_id as "ruleId", e.rule_version as "ruleVersion", e.parent_id as "parentId", t.gate, t.signals,
  t.cancel_by as "cancelBy", e.item, e.item_index as "itemIndex", e.trigger, e.inputs, e.redrive, e.created_at as "createdAt", t.started_at as "startedAt",
  (e.created_at at time zone 'UTC')::date as "createdOn", belfry.now() as "claimedAt"
from taken t join belfry.executions e using (id)
order by t.id
