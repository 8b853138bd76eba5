-- release-unheld, sent by engine/src/sql/nodes/release-unheld.ts
with held as (
  select id, node from belfry.execution_queue q
  where node is not null and not exists (select from belfry.nodes n where n.id = q.node)
  order by id
  for no key update
), released as (
  update belfry.execution_queue q
  set node = null, epoch = q.epoch + 1, state = 'pending', run_at = (select belfry.now())
  from held where q.id = held.id
)
select node, count(*)::int as n from held group by node
