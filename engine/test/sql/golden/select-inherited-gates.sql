-- select-inherited-gates, sent by engine/src/sql/gates/select-inherited-gates.ts
with recursive chain as (
  select id as root, id, parent_id from belfry.execution_queue where id = any($1::bigint[])
  union all
  select c.root, q.id, q.parent_id from chain c join belfry.execution_queue q on q.id = c.parent_id
)
select c.root, array_agg(p.gate) as gates
from chain c join belfry.gate_places p on p.execution_id = c.id
where p.state = 'holds' and p.gate like 'label:%'
group by c.root
