-- upsert-grid-members, sent by engine/src/sql/grid/upsert-grid-members.ts
with given as materialized (
  select array(select jsonb_array_elements_text(g.names)) as path, g.*
  from jsonb_to_recordset($2::jsonb)
    as g (n int, names jsonb, "opensOn" date, "closesOn" date, "hasOpensOn" bool, "hasClosesOn" bool, attributes jsonb)),
merged as (
  select g.n, g.path, case when $3 and not g."hasOpensOn" then m.opens_on else g."opensOn" end as opens_on,
    case when $3 and not g."hasClosesOn" then m.closes_on else g."closesOn" end as closes_on,
    case when $3 then coalesce(m.attributes, '{}') || g.attributes else g.attributes end as attributes
  from given g left join belfry.grid_members m on m.grid_id = $1 and m.path = g.path),
groups as (
  insert into belfry.grid_groups (grid_id, path)
  select distinct $1::int, trim_array(path, 1) from merged
  on conflict (grid_id, path) do update set path = excluded.path
  returning id, path),
written as (
  insert into belfry.grid_members as m (grid_id, group_id, path, opens_on, closes_on, attributes, updated_at)
  select $1, groups.id, merged.path, merged.opens_on, merged.closes_on, merged.attributes, belfry.now()
  from merged join groups on groups.path = trim_array(merged.path, 1)
  -- Pages of cells show members by their numbers: as they were given.
  order by merged.n
  on conflict (grid_id, path) do update set opens_on = excluded.opens_on, closes_on = excluded.closes_on,
    attributes = excluded.attributes, removed_at = null, updated_at = excluded.updated_at
  where m.removed_at is not null or m.attributes <> excluded.attributes
    or (m.opens_on, m.closes_on) is distinct from (excluded.opens_on, excluded.closes_on)
  returning id, xmax = 0 as is_new)
select count(*) filter (where is_new)::int as inserted,
  coalesce(array_agg(id) filter (where not is_new), '{}') as changed
from written
