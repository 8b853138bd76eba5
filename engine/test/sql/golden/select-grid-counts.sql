-- select-grid-counts, sent by engine/src/sql/grid/select-grid-counts.ts
with groups as materialized (
  select g.id, array(select g.path[b.place] from unnest($7::int[]) with ordinality b (place, n) order by b.n) as "values"
  from belfry.grid_groups g
  where g.grid_id = $1 and not exists (select from jsonb_each($6::jsonb) s where not s.value ? g.path[s.key::int])),
counted as (
  select c.task_type_id, c.period_id, g."values", c.state, sum(c.n)::int as n
  from belfry.grid_periods p
    cross join unnest($2::int[]) t (id)
    join belfry.grid_counts c on c.task_type_id = t.id and c.period_id = p.id
    join groups g on g.id = c.group_id
  where p.grid_id = $1 and p.start_on between $3 and $4 and ($5::text is null or p.label = $5)
    and ($8::text[] is null or c.state = any($8))
  group by c.task_type_id, c.period_id, g."values", c.state having sum(c.n) > 0)
select c.task_type_id as "taskTypeId", c.period_id as "periodId", p.label, p.start_on::text as start, p.end_on::text as "end",
  c."values", jsonb_object_agg(c.state, c.n) as states
from counted c join belfry.grid_periods p on p.id = c.period_id
group by c.task_type_id, c.period_id, p.id, c."values"
order by p.start_on desc, p.end_on desc, c.period_id desc, array_position($2::int[], c.task_type_id), c."values"
