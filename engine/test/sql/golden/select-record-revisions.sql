-- select-record-revisions, sent by engine/src/sql/records/select-record-revisions.ts
select id, name, rows, revision::text as revision from belfry.record_tables
where name = any($1::text[]) order by name
