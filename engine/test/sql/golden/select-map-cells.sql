-- select-map-cells, sent by engine/src/sql/grid/select-map-cells.ts
with counted as (
  select c.member_id, c.period_id, c.state, count(*)::int as n
  from unnest($2::int[], $3::date[]) p (id, first) cross join unnest($1::int[]) t (id)
    join belfry.grid_cells c on c.task_type_id = t.id and c.period_id = p.id and c.member_id = any($4::int[])
      and c.month = date_trunc('month', p.first)::date
  group by c.member_id, c.period_id, c.state)
select member_id as "memberId", period_id as "periodId", jsonb_object_agg(state, n) as states
from counted group by member_id, period_id
