-- select-expired-cells, sent by engine/src/sql/grid/select-expired-cells.ts
select grid_id as "gridId", task_type_id as "taskTypeId", period_id as "periodId", member_id as "memberId",
  lease_epoch as epoch, attempt, held_by as "heldBy", execution_id as "executionId"
from belfry.grid_cells where state = 'running' and lease_until <= belfry.now()
order by lease_until limit $1
