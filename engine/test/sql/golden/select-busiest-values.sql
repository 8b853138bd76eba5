-- select-busiest-values, sent by engine/src/sql/grid/backfill/select-busiest-values.ts
with valued as (
  select l.n, case when l.place is null then m.attributes ->> l.attribute else m.path[l.place] end as value
  from jsonb_to_recordset($2::jsonb) as l (n int, selections jsonb, place int, attribute text)
    join belfry.grid_members m on m.grid_id = $1 and m.removed_at is null
  where not exists (
    select from jsonb_array_elements(l.selections) one, jsonb_each(one) s where not s.value ? m.path[s.key::int])),
counted as (
  select n, value, count(*)::int as members, (sum(count(*)) over (partition by n))::int as "all",
    row_number() over (partition by n order by count(*) desc, value) as place
  from valued group by n, value)
select n, value, members, "all" from counted where value is not null and place <= $3 order by n, place
