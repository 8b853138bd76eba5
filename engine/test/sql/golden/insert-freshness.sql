-- insert-freshness, sent by engine/src/sql/grid/freshness/insert-freshness.ts
insert into belfry.grid_freshness (grid_id, task_type_id, period_id, base_on, deadline_at, escalate_at, at_deadline)
select $1, t.id, p.id, w."baseDate", w."deadlineAt", w."escalateAt", w."atDeadline"
from jsonb_to_recordset($2::jsonb)
    as w (task text, label text, "baseDate" date, "deadlineAt" timestamptz, "escalateAt" timestamptz, "atDeadline" bool)
  join belfry.grid_task_types t on t.grid_id = $1 and t.key = w.task
  join belfry.grid_periods p on p.grid_id = $1 and p.label = w.label
where w."deadlineAt" > belfry.now() - interval '1 day'
order by t.id, p.id
on conflict (task_type_id, period_id) do nothing
