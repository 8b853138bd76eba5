-- lock-record-table, sent by engine/src/sql/records/lock-record-table.ts
select id, name, description, max_rows as "maxRows", rows, created_at as "createdAt",
updated_at as "updatedAt" from belfry.record_tables where name = $1 for no key update
