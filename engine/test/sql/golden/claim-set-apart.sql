-- claim-set-apart, sent by engine/src/sql/nodes/claim-set-apart.ts
with me as (
  select id from belfry.nodes where id = $1 and not draining for key share
), suspect as materialized (
  select id from belfry.execution_queue
  where node is null and lives >= 2 and run_at <= belfry.now() and (refused_by is null or $2::text <> all (refused_by))
    and (select id from me) is not null
    and not exists (select from belfry.execution_queue h where h.node = $1 and h.lives >= 2)
  order by run_at
  limit 1
  for update skip locked
), refused as materialized (
  select id from belfry.execution_queue
  where refused_by is not null and node is null and lives < 2 and run_at <= belfry.now() and $2 <> all (refused_by)
    and (select id from me) is not null
  order by id
  limit $3
  for update skip locked
), taken as (
  update belfry.execution_queue q
  set node = $1, epoch = epoch + 1, state = 'running', started_at = coalesce(started_at, belfry.now())
  from (select * from suspect union all select * from refused) due where q.id = due.id
  returning q.id, q.epoch, q.band, q.connection, q.pass, q.signals, q.cancel_by, q.lives, q.died_on, q.started_at
)
select t.id, t.epoch, e.rule_id as "ruleId", e.rule_version as "ruleVersion", e.parent_id as "parentId", t.band, t.connection, t.pass, t.signals,
  exists (select from belfry.gate_places p where p.execution_id = t.id) as gated,
  t.cancel_by as "cancelBy", t.lives, t.died_on as "diedOn", e.item, e.item_index as "itemIndex", e.trigger, e.inputs, e.redrive, e.created_at as "createdAt", t.started_at as "startedAt",
  (e.created_at at time zone 'UTC')::date as "createdOn", belfry.now() as "claimedAt"
from taken t join belfry.executions e using (id)
order by t.id
