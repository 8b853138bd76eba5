-- upsert-grid-periods, sent by engine/src/sql/grid/upsert-grid-periods.ts
with given as (
  select distinct on (label) label, start, "end" from jsonb_to_recordset($2::jsonb) as g (label text, start date, "end" date)),
made as (
  insert into belfry.grid_periods (grid_id, label, start_on, end_on)
  select $1, label, start, "end" from given g
  where not exists (select from belfry.grid_periods p where p.grid_id = $1 and p.label = g.label)
  order by label
  on conflict (grid_id, label) do update set end_on = excluded.end_on
  returning id, label)
select id, label from made
union all
select p.id, p.label from belfry.grid_periods p join given g on g.label = p.label where p.grid_id = $1
