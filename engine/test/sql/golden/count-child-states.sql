-- count-child-states, sent by engine/src/sql/executions/count-child-states.ts
select coalesce(e.state, q.state) as state, count(*)::int as n
from belfry.executions e left join belfry.execution_queue q on q.id = e.id
where e.parent_id = $1 group by 1
