-- select-cell-detail, sent by engine/src/sql/grid/select-cell-detail.ts
select t.key as task, m.path, m.attributes, c.state, c.attempt, c.lease_epoch as epoch, c.priority,
  jsonb_build_object('label', p.label, 'start', p.start_on, 'end', p.end_on) as period,
  c.execution_id as "executionId", c.held_by as "heldBy", case when isfinite(c.run_at) then c.run_at end as "runAt",
  case when isfinite(c.lease_until) then c.lease_until end as "leaseUntil", c.reason, c.result, c.began_at as "beganAt", c.updated_at as "updatedAt",
  coalesce(c.past, '[]') as past, c.run_at <= belfry.now() as due
from belfry.grid_task_types t join belfry.grid_periods p on p.grid_id = t.grid_id
  join belfry.grid_cells c on c.task_type_id = t.id and c.period_id = p.id
    and c.month = date_trunc('month', p.start_on)::date
  join belfry.grid_members m on m.id = c.member_id
where t.id = $2 and t.grid_id = $1 and p.id = $3 and c.member_id = $4
