-- select-cell-durations, sent by engine/src/sql/grid/backfill/select-cell-durations.ts
select t.id as "taskTypeId", avg(extract(epoch from c.updated_at - c.began_at))::float8 * 1000 as ms,
  count(distinct c.held_by)::int as holders
from unnest($1::int[]) t (id)
  cross join lateral (
    select p.id, p.start_on from belfry.grid_counts k join belfry.grid_periods p on p.id = k.period_id
    where k.task_type_id = t.id and k.state = 'done'
    group by p.id having sum(k.n) > 0 order by p.start_on desc limit 3) p
  cross join lateral (
    select c.began_at, c.updated_at, c.held_by from belfry.grid_cells c
    where c.task_type_id = t.id and c.period_id = p.id and c.month = date_trunc('month', p.start_on)::date
      and c.state = 'done' and c.began_at is not null limit 500) c
group by t.id
