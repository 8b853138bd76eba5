-- notify-save-template-version, sent by notify/src/sql/save-template-version.ts
with head as (
  insert into belfry.templates as t (code, version, labels, updated_at, updated_by)
  values ($1, $2, $3, belfry.now(), $6)
  on conflict (code) do update
  set version = excluded.version, labels = excluded.labels, updated_at = excluded.updated_at,
      updated_by = excluded.updated_by, removed_at = null
  where t.version = excluded.version - 1
  returning id)
insert into belfry.template_versions (template_id, version, definition, note, created_at, created_by)
select id, $2, $4, $5, belfry.now(), $6 from head
returning created_at as "createdAt"
