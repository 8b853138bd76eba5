-- give-up-backfill-cells, sent by engine/src/sql/grid/backfill/give-up-backfill-cells.ts
with waiting as materialized (
  select c.task_type_id, c.period_id, c.member_id, c.month from belfry.grid_cells c
  where c.backfill_id = $1 and c.state = 'pending'
  order by c.task_type_id, c.period_id, c.member_id
  for update)
update belfry.grid_cells c set updated_at = belfry.now(), lease_epoch = c.lease_epoch + 1,
  state = case when c.reason like 'backfill-was-%' then substr(c.reason, 14) else 'skipped' end,
  reason = case when c.reason like 'backfill-was-%' then null else 'backfill-cancelled' end
from waiting w
where c.task_type_id = w.task_type_id and c.period_id = w.period_id and c.member_id = w.member_id and c.month = w.month
