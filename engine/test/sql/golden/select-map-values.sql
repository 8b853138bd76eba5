-- select-map-values, sent by engine/src/sql/grid/select-map-values.ts
select distinct g.path[$2::int] as value
from belfry.grid_groups g
where g.grid_id = $1 and ($5::text is null or g.path[$2] > $5)
  and not exists (select from jsonb_each($3::jsonb) s where not s.value ? g.path[s.key::int])
  and ($4::text is null or position(lower($4) in lower(g.path[$2])) > 0)
order by value limit $6
