-- select-record-fields, sent by engine/src/sql/records/select-record-fields.ts
select key, fields from belfry.records where table_id = $1 order by key limit $2
