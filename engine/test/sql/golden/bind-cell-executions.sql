-- bind-cell-executions, sent by engine/src/sql/grid/bind-cell-executions.ts
update belfry.grid_cells c set execution_id = b."executionId"
from jsonb_to_recordset($1::jsonb) as b ("taskTypeId" int, "periodId" int, "memberId" int, "executionId" bigint),
  belfry.grid_periods p
where p.id = b."periodId" and c.task_type_id = b."taskTypeId" and c.period_id = p.id and c.member_id = b."memberId"
  and c.month = date_trunc('month', p.start_on)::date
