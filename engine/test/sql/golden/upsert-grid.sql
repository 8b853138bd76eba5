-- upsert-grid, sent by engine/src/sql/grid/upsert-grid.ts
insert into belfry.grids (slug, name, labels, definition, created_at, updated_at, updated_by)
select $1, $2, $3, $4, now, now, $5 from belfry.now() as now
on conflict (slug) where removed_at is null do update set name = excluded.name, labels = excluded.labels,
  definition = excluded.definition, updated_at = excluded.updated_at, updated_by = excluded.updated_by
returning id
