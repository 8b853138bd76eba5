-- select-freshness, sent by engine/src/sql/grid/freshness/select-freshness.ts
select f.id, g.slug as grid, g.name as "gridName", g.definition, t.key as task, p.label, p.start_on::text as start,
  p.end_on::text as "end", f.base_on::text as "baseDate", f.deadline_at as "deadlineAt", f.began_at as "beganAt",
  f.complete_at as "completeAt", f.late_at as "lateAt", f.escalated_at as "escalatedAt", f.announced, s.states, clock.now
from (select belfry.now() as now) clock cross join belfry.grids g
  cross join lateral (
    select * from belfry.grid_freshness f
    where f.grid_id = g.id and f.deadline_at > clock.now - $3::int * interval '1 day'
      and f.deadline_at < clock.now + interval '2 days'
    order by f.deadline_at desc limit $4) f
  join belfry.grid_task_types t on t.id = f.task_type_id join belfry.grid_periods p on p.id = f.period_id
  cross join lateral (
    select coalesce(jsonb_object_agg(state, n), '{}') as states from (
      select c.state, sum(c.n)::int as n from belfry.grid_counts c
      where c.task_type_id = f.task_type_id and c.period_id = f.period_id group by c.state having sum(c.n) > 0) n) s
where g.removed_at is null and ($1::int is null or g.id = $1) and belfry.labels_in_scope(g.labels, $2)
order by f.deadline_at desc, g.slug, t.position, f.id limit $4
