-- end-cell-attempts, sent by engine/src/sql/grid/end-cell-attempts.ts
with clock as materialized (select belfry.now() as now),
given as materialized (
  select e.*, date_trunc('month', p.start_on)::date as month
  from jsonb_to_recordset($2::jsonb) as e ("taskTypeId" int, "periodId" int, "memberId" int, epoch int, state text,
      "delayMs" float8, reason text, result jsonb)
    join belfry.grid_periods p on p.id = e."periodId" and p.grid_id = $1),
locked as materialized (
  select g.* from given g join belfry.grid_cells c on c.task_type_id = g."taskTypeId" and c.period_id = g."periodId"
    and c.member_id = g."memberId" and c.month = g.month
  -- Not as the indexes of running cells say it: in a month without statistics one of them, gone through for each cell,
  -- seems as good as the primary key.
  where c.grid_id = $1 and c.state || '' = 'running' and c.lease_epoch = g.epoch
    and case $3 when 'held' then c.lease_until > (select now from clock)
      when 'expired' then c.lease_until <= (select now from clock) else true end
  order by c.task_type_id, c.period_id, c.member_id
  for update of c)
update belfry.grid_cells c set state = g.state, lease_until = null, reason = g.reason, result = nullif(g.result, 'null'),
  held_by = case when g.state = 'pending' then null else c.held_by end,
  lease_epoch = c.lease_epoch + case $3 when 'expired' then 1 else 0 end,
  run_at = case when g.state = 'pending' then clock.now + g."delayMs" * interval '1 millisecond' else c.run_at end,
  past = case when g.state not in ('failed', 'pending') then c.past
    else coalesce((select jsonb_agg(one order by place) from jsonb_array_elements(c.past) with ordinality as p (one, place)
        where place > jsonb_array_length(c.past) - 9), '[]')
      || jsonb_build_object('attempt', c.attempt, 'heldBy', c.held_by, 'executionId', c.execution_id, 'beganAt', c.began_at,
        'endedAt', clock.now, 'reason', g.reason) end,
  updated_at = clock.now
from locked g, clock
where c.task_type_id = g."taskTypeId" and c.period_id = g."periodId" and c.member_id = g."memberId" and c.month = g.month
returning c.task_type_id as "taskTypeId", c.period_id as "periodId", c.member_id as "memberId", c.state, c.attempt, c.reason,
  c.result, c.run_at as "runAt", c.updated_at as "updatedAt"
