-- extend-cell-leases, sent by engine/src/sql/grid/extend-cell-leases.ts
with clock as materialized (select belfry.now() as now),
given as materialized (
  select e.*, date_trunc('month', p.start_on)::date as month
  from jsonb_to_recordset($2::jsonb) as e ("taskTypeId" int, "periodId" int, "memberId" int, epoch int, "leaseMs" float8, "timeoutMs" float8)
    join belfry.grid_periods p on p.id = e."periodId" and p.grid_id = $1),
locked as materialized (
  select g.* from given g join belfry.grid_cells c on c.task_type_id = g."taskTypeId" and c.period_id = g."periodId"
    and c.member_id = g."memberId" and c.month = g.month
  -- Not as the indexes of running cells say it: in a month without statistics one of them, gone through for each cell,
  -- seems as good as the primary key.
  where c.grid_id = $1 and c.state || '' = 'running' and c.execution_id is null and c.lease_epoch = g.epoch
    and c.lease_until > (select now from clock)
  order by c.task_type_id, c.period_id, c.member_id
  for update of c)
update belfry.grid_cells c set updated_at = clock.now,
  lease_until = greatest(c.lease_until, least(clock.now + g."leaseMs" * interval '1 millisecond',
    c.began_at + g."timeoutMs" * interval '1 millisecond'))
from locked g, clock
where c.task_type_id = g."taskTypeId" and c.period_id = g."periodId" and c.member_id = g."memberId" and c.month = g.month
returning c.task_type_id as "taskTypeId", c.period_id as "periodId", c.member_id as "memberId", c.lease_until as "leaseUntil"
