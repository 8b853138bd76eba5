-- select-records-by-key, sent by engine/src/sql/records/select-records-by-key.ts
select key, fields, version, created_at as "createdAt", updated_at as "updatedAt" from belfry.records where table_id = $1 and key = any($2::text[]) order by key
