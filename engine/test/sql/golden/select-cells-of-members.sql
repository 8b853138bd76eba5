-- select-cells-of-members, sent by engine/src/sql/grid/select-cells-of-members.ts
select c.member_id as "memberId", m.path, c.state, c.attempt, c.execution_id as "executionId", c.held_by as "heldBy",
  case when isfinite(c.run_at) then c.run_at end as "runAt",
  case when isfinite(c.lease_until) then c.lease_until end as "leaseUntil", c.reason, c.result,
  c.began_at as "beganAt", c.updated_at as "updatedAt"
from belfry.grid_cells c join belfry.grid_members m on m.id = c.member_id
where c.task_type_id = $1 and c.period_id = $2 and c.month = date_trunc('month', $3::date)::date and c.member_id > $4
  and c.member_id = any($5::int[]) and ($6::text[] is null or c.state = any($6))
order by c.member_id limit $7
