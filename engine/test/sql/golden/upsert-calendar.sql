-- upsert-calendar, sent by engine/src/sql/calendars/upsert-calendar.ts
insert into belfry.calendars (name, definition, updated_at, updated_by) values ($1, $2, belfry.now(), $3)
on conflict (name) do update set definition = excluded.definition, updated_at = excluded.updated_at,
  updated_by = excluded.updated_by
