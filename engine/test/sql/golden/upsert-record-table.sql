-- upsert-record-table, sent by engine/src/sql/records/upsert-record-table.ts
insert into belfry.record_tables (name, description, max_rows, created_at, updated_at)
values ($1, $2, $3, belfry.now(), belfry.now())
on conflict (name) do update set description = excluded.description, max_rows = excluded.max_rows,
  updated_at = excluded.updated_at
