-- notify-list-policies, sent by notify/src/sql/list-policies.ts
select name, enabled, definition, updated_at as "updatedAt", updated_by as "updatedBy"
from belfry.message_policies order by name
