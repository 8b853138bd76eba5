-- select-latest-execution, sent by engine/src/sql/outcomes/select-latest-execution.ts
select e.id as "executionId", coalesce(e.state, q.state, 'pending') as state, e.failure ->> 'code' as code
from (
  select id, state, failure, created_at, finished_at from belfry.executions
  where rule_id = (select id from belfry.rules where slug = $1) and item_index is null
  order by id desc limit 1) e
left join belfry.execution_queue q on q.id = e.id
where e.created_at >= $2 or e.finished_at >= $2 or q.id is not null
