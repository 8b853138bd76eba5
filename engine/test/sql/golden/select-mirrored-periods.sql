-- select-mirrored-periods, sent by engine/src/sql/grid/select-mirrored-periods.ts
select p.id, p.label, p.start_on::text as start, p.end_on::text as "end"
from belfry.grid_periods p
where p.grid_id = $1 and p.start_on between $3 and $4
  and exists (select from unnest($2::int[]) t (id) join belfry.grid_counts k on k.task_type_id = t.id and k.period_id = p.id)
order by p.start_on, p.end_on, p.id
