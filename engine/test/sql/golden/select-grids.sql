-- select-grids, sent by engine/src/sql/grid/select-grids.ts
select g.id, g.slug, g.labels, g.definition, md5(g.definition::text) as revision,
  (select count(*)::int from belfry.grid_members m where m.grid_id = g.id and m.removed_at is null) as members,
  g.created_at as "createdAt", g.updated_at as "updatedAt", g.updated_by as "updatedBy"
from belfry.grids g
where g.removed_at is null and ($1::text is null or g.slug = $1) and belfry.labels_in_scope(g.labels, $2)
order by g.slug
