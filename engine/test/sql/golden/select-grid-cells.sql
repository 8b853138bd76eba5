-- select-grid-cells, sent by engine/src/sql/grid/select-grid-cells.ts
select c.member_id as "memberId", m.path, c.state, c.attempt, c.execution_id as "executionId", c.held_by as "heldBy",
  c.run_at as "runAt", c.lease_until as "leaseUntil", c.reason, c.result,
  c.began_at as "beganAt", c.updated_at as "updatedAt"
from belfry.grid_cells c join belfry.grid_members m on m.id = c.member_id
where c.task_type_id = $1 and c.period_id = $2 and c.month = date_trunc('month', $3::date)::date and c.member_id > $4
  and ($6::text[] is null or c.state = any($6))
  and not exists (select from jsonb_each($5::jsonb) s where not s.value ? m.path[s.key::int])
order by c.member_id limit $7
