-- select-unknown-holders, sent by engine/src/sql/nodes/select-unknown-holders.ts
with recursive holders (node) as (
  (select node from belfry.execution_queue where node is not null order by node limit 1)
  union all
  select (select q.node from belfry.execution_queue q where q.node > h.node order by q.node limit 1)
  from holders h where h.node is not null
)
select node from holders h
where node is not null and not exists (select from belfry.nodes n where n.id = h.node)
