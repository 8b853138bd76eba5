-- notify-list-template-versions, sent by notify/src/sql/list-template-versions.ts
select v.version, v.note, v.created_at as "createdAt", v.created_by as "createdBy", v.version = t.version as current
from belfry.templates t join belfry.template_versions v on v.template_id = t.id
where t.code = $1 and t.removed_at is null and ($2::int is null or v.version < $2)
order by v.version desc limit $3
