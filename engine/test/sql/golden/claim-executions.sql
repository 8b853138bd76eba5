-- claim-executions, sent by engine/src/sql/executions/claim-executions.ts
with me as (
  select id from belfry.nodes where id = $1 and not draining for key share
), urgent as materialized (
  select id, band from (
    select id, band from belfry.execution_queue
    where band = 0 and node is null and turn_at < 'infinity' and run_at <= belfry.now() and (select id from me) is not null
    order by turn_at
    limit $6::int
    for update skip locked) d
  limit least($6::int, $2::int + $5::int)
), normal as materialized (
  select id, band from (
    select id, band from belfry.execution_queue
    where band = 1 and node is null and turn_at < 'infinity' and run_at <= belfry.now() and (select id from me) is not null
    order by turn_at
    limit $7::int
    for update skip locked) d
  limit least($7::int, $3::int + $5::int - greatest(0, (select count(*) from urgent) - $2::int))
), low as materialized (
  select id, band from (
    select id, band from belfry.execution_queue
    where band = 2 and node is null and turn_at < 'infinity' and run_at <= belfry.now() and (select id from me) is not null
    order by turn_at
    limit $8::int
    for update skip locked) d
  limit least($8::int, $4::int + $5::int - greatest(0, (select count(*) from urgent) - $2::int) - greatest(0, (select count(*) from normal) - $3::int))
), taken as (
  update belfry.execution_queue q
  set node = $1, epoch = epoch + 1, state = 'running', started_at = coalesce(started_at, belfry.now())
  from (select * from urgent union all select * from normal union all select * from low) due where q.id = due.id
  returning q.id, q.epoch, q.band, q.connection, q.pass, q.signals, q.cancel_by, q.lives, q.died_on, q.started_at
)
select t.id, t.epoch, e.rule_id as "ruleId", e.rule_version as "ruleVersion", e.parent_id as "parentId", t.band, t.connection, t.pass, t.signals,
  exists (select from belfry.gate_places p where p.execution_id = t.id) as gated,
  t.cancel_by as "cancelBy", t.lives, t.died_on as "diedOn", e.item, e.item_index as "itemIndex", e.trigger, e.inputs, e.redrive, e.created_at as "createdAt", t.started_at as "startedAt",
  (e.created_at at time zone 'UTC')::date as "createdOn", belfry.now() as "claimedAt"
from taken t join belfry.executions e using (id)
order by t.id
