-- hold-backfill-cells, sent by engine/src/sql/grid/backfill/hold-backfill-cells.ts
with waiting as materialized (
  select c.task_type_id, c.period_id, c.member_id, c.month from belfry.grid_cells c
  where c.backfill_id = $1 and c.state = 'pending' and c.reason is distinct from 'member-incomplete'
    and (c.run_at = 'infinity') <> $2
  order by c.task_type_id, c.period_id, c.member_id
  for update)
update belfry.grid_cells c set run_at = case when $2 then 'infinity' else clock.now end, updated_at = clock.now
from waiting w, (select belfry.now() as now) clock
where c.task_type_id = w.task_type_id and c.period_id = w.period_id and c.member_id = w.member_id and c.month = w.month
