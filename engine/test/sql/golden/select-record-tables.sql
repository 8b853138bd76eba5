-- select-record-tables, sent by engine/src/sql/records/select-record-tables.ts
select id, name, description, max_rows as "maxRows", rows, created_at as "createdAt",
updated_at as "updatedAt" from belfry.record_tables where $1::text is null or name = $1 order by name
