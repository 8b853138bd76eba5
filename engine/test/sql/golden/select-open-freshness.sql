-- select-open-freshness, sent by engine/src/sql/grid/freshness/select-open-freshness.ts
select f.id, t.key as task, p.label, p.start_on::text as start, p.end_on::text as "end", f.base_on::text as "baseDate",
  f.deadline_at as "deadlineAt", f.escalate_at as "escalateAt", f.at_deadline as "atDeadline", f.began_at as "beganAt",
  f.complete_at as "completeAt", f.late_at as "lateAt", f.escalated_at as "escalatedAt", f.announced,
  f.announced_total as "announcedTotal", f.stale, s.states
from belfry.grid_freshness f join belfry.grid_task_types t on t.id = f.task_type_id
  join belfry.grid_periods p on p.id = f.period_id
  cross join lateral (
    select coalesce(jsonb_object_agg(state, n), '{}') as states from (
      select c.state, sum(c.n)::int as n from belfry.grid_counts c
      where c.task_type_id = f.task_type_id and c.period_id = f.period_id group by c.state having sum(c.n) > 0) n) s
where f.grid_id = $1 and not f.closed
order by f.deadline_at, f.id
