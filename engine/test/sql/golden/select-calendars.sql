-- select-calendars, sent by engine/src/sql/calendars/select-calendars.ts
select definition, md5(definition::text) as revision, updated_at as "updatedAt", updated_by as "updatedBy"
from belfry.calendars where $1::text is null or name = $1 order by name
