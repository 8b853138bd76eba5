-- select-grid-members, sent by engine/src/sql/grid/select-grid-members.ts
select m.id, m.path, m.opens_on::text as "opensOn", m.closes_on::text as "closesOn", m.attributes,
  m.removed_at is not null as removed, m.updated_at as "updatedAt"
from belfry.grid_members m
where m.grid_id = $1 and ($4 or m.removed_at is null) and m.path > $5::text[]
  and not exists (select from jsonb_each($2::jsonb) s where not s.value ? m.path[s.key::int])
  and ($3::text is null or exists (select from unnest(m.path) v where position(lower($3) in lower(v)) > 0))
order by m.path limit $6
