-- notify-lock-template, sent by notify/src/sql/lock-template.ts
select t.id, t.version, t.removed_at is not null as "isRemoved", v.definition, t.updated_by as "updatedBy"
from belfry.templates t join belfry.template_versions v on v.template_id = t.id and v.version = t.version
where t.code = $1 for update of t
