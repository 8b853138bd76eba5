-- select-map-counts, sent by engine/src/sql/grid/select-map-counts.ts
with groups as materialized (
  select g.id, g.path[$4::int] as value from belfry.grid_groups g
  where g.grid_id = $1 and g.path[$4] = any($5::text[])
    and not exists (select from jsonb_each($6::jsonb) s where not s.value ? g.path[s.key::int])),
counted as (
  select g.value, c.period_id, c.state, sum(c.n)::int as n
  from unnest($2::int[]) t (id) cross join unnest($3::int[]) p (id)
    join belfry.grid_counts c on c.task_type_id = t.id and c.period_id = p.id
    join groups g on g.id = c.group_id
  group by g.value, c.period_id, c.state having sum(c.n) > 0)
select value, period_id as "periodId", jsonb_object_agg(state, n) as states
from counted group by value, period_id
