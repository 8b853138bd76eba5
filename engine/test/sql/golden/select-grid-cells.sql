-- select-grid-cells, sent by engine/src/sql/grid/select-grid-cells.ts
select c.member_id as "memberId", m.path, c.state, c.attempt, c.execution_id as "executionId", c.held_by as "heldBy",
  case when isfinite(c.run_at) then c.run_at end as "runAt",
  case when isfinite(c.lease_until) then c.lease_until end as "leaseUntil", c.reason, c.result,
  c.began_at as "beganAt", c.updated_at as "updatedAt"
from belfry.grid_cells c
  -- Cell by cell: the other way round the open cells of all members would be gone through for each part of a page.
  cross join lateral (select path from belfry.grid_members where id = c.member_id offset 0) m
where c.task_type_id = $1 and c.period_id = $2 and c.month = date_trunc('month', $3::date)::date and c.member_id > $4
  and ($6::text[] is null or c.state = any($6))
  and ($5 = '{}'::jsonb or not exists (select from jsonb_each($5::jsonb) s where not s.value ? m.path[s.key::int]))
order by c.member_id limit $7
