-- select-member-ids, sent by engine/src/sql/grid/select-member-ids.ts
select m.id from belfry.grid_members m
where m.grid_id = $1
  and not exists (select from jsonb_each($2::jsonb) s where not s.value ? m.path[s.key::int])
  and ($3::text is null or exists (select from unnest(m.path) v where position(lower($3) in lower(v)) > 0))
order by m.id limit $4
