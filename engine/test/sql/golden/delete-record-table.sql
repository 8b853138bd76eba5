-- delete-record-table, sent by engine/src/sql/records/delete-record-table.ts
delete from belfry.record_tables where id = $1
