-- select-map-periods, sent by engine/src/sql/grid/select-map-periods.ts
select p.id as "periodId", p.label, p.start_on::text as start, p.end_on::text as "end"
from belfry.grid_periods p
where p.grid_id = $1 and p.start_on between $3 and $4 and ($5::text is null or p.label = $5)
  and ($6::date is null or (p.start_on, p.end_on, p.id) < ($6, $7::date, $8::int))
  and exists (select from belfry.grid_counts c where c.task_type_id = any($2::int[]) and c.period_id = p.id and c.n > 0)
order by p.start_on desc, p.end_on desc, p.id desc limit $9
