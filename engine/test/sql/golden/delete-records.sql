-- delete-records, sent by engine/src/sql/records/delete-records.ts
delete from belfry.records where table_id = $1 and key = any($2::text[])
