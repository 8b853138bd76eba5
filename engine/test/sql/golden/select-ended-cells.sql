-- select-ended-cells, sent by engine/src/sql/grid/select-ended-cells.ts
select c.grid_id as "gridId", c.task_type_id as "taskTypeId", c.period_id as "periodId", c.member_id as "memberId",
  c.lease_epoch as epoch, c.attempt, c.execution_id as "executionId", c.reason, e.state, e.failure, e.output
from belfry.grid_cells c left join belfry.executions e on e.id = c.execution_id
where c.state = 'running' and c.execution_id is not null
  and not exists (select from belfry.execution_queue q where q.id = c.execution_id)
limit $1
