-- notify-load-templates, sent by notify/src/sql/load-templates.ts
select t.code, v.version, t.version as newest, v.definition, v.note, v.created_at as "createdAt", v.created_by as "createdBy",
  (select belfry.now()) as now
from unnest($1::text[], $2::int[]) as r (code, version)
join belfry.templates t on t.code = r.code and t.removed_at is null
join belfry.template_versions v on v.template_id = t.id and v.version = coalesce(r.version, t.version)
