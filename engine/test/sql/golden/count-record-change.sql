-- count-record-change, sent by engine/src/sql/records/count-record-change.ts
update belfry.record_tables set rows = rows + $2, revision = revision + 1, updated_at = belfry.now()
where id = $1 returning rows
