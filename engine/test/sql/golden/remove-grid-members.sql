-- remove-grid-members, sent by engine/src/sql/grid/remove-grid-members.ts
with given as materialized (
  select array(select jsonb_array_elements_text(path)) as path from jsonb_array_elements($2::jsonb) as path)
update belfry.grid_members m set removed_at = belfry.now(), updated_at = belfry.now()
where m.grid_id = $1 and m.removed_at is null
  and (m.path in (select path from given)) <> $3
  and not exists (select from jsonb_each($4::jsonb) s where not s.value ? m.path[s.key::int])
returning m.id
