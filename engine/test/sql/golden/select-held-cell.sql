-- select-held-cell, sent by engine/src/sql/grid/select-held-cell.ts
select t.key as task, c.state, c.attempt, c.lease_epoch as epoch, c.reason, c.result, c.held_by as "heldBy",
  c.lease_until as "leaseUntil", c.run_at as "runAt", c.updated_at as "updatedAt",
  coalesce(c.state = 'running' and c.lease_until > belfry.now(), false) as held
from belfry.grid_task_types t join belfry.grid_periods p on p.grid_id = t.grid_id
  join belfry.grid_cells c on c.task_type_id = t.id and c.period_id = p.id
    and c.month = date_trunc('month', p.start_on)::date
where t.id = $2 and t.grid_id = $1 and p.id = $3 and c.member_id = $4
