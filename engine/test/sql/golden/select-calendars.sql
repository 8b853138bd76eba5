-- select-calendars, sent by engine/src/sql/calendars/select-calendars.ts
select definition, updated_at as "updatedAt", updated_by as "updatedBy" from belfry.calendars order by name
