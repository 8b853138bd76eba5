-- count-backfill-cells, sent by engine/src/sql/grid/backfill/count-backfill-cells.ts
with tasks as materialized (
  select * from jsonb_to_recordset($2::jsonb) as t ("taskTypeId" int, selections jsonb)),
parts as materialized (
  select w.*, p.id as period_id, date_trunc('month', w.start)::date as month
  from jsonb_to_recordset($3::jsonb) as w (n int, "taskTypeId" int, label text, start date, "end" date)
    left join belfry.grid_periods p on p.grid_id = $1 and p.label = w.label),
fits as materialized (
  select t."taskTypeId" as task_type_id, m.id, m.opens_on, m.closes_on
  from tasks t join belfry.grid_members m on m.grid_id = $1 and m.removed_at is null
  where not exists (
    select from jsonb_array_elements(t.selections) one, jsonb_each(one) s where not s.value ? m.path[s.key::int])),
-- Few of them open and close: members that do so on the same days are counted once for all periods.
spans as materialized (
  select task_type_id, opens_on, closes_on, count(*)::int as n from fits group by task_type_id, opens_on, closes_on),
kept as (
  select p.n, count(*)::int as cells
  from parts p
    join belfry.grid_cells c on c.task_type_id = p."taskTypeId" and c.period_id = p.period_id and c.month = p.month
    join fits f on f.task_type_id = c.task_type_id and f.id = c.member_id
  where c.state = any($4::text[]) and (c.state <> 'skipped' or c.reason is distinct from 'backfill-cancelled')
    and (f.opens_on is null or f.opens_on <= p."end") and (f.closes_on is null or f.closes_on >= p.start)
  group by p.n)
select coalesce((
    select sum(s.n) from spans s
    where s.task_type_id = p."taskTypeId" and (s.opens_on is null or s.opens_on <= p."end")
      and (s.closes_on is null or s.closes_on >= p.start)), 0)::int as eligible,
  coalesce(kept.cells, 0) as kept
from parts p left join kept using (n)
order by p.n
