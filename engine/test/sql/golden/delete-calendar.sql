-- delete-calendar, sent by engine/src/sql/calendars/delete-calendar.ts
delete from belfry.calendars where name = $1 returning definition
