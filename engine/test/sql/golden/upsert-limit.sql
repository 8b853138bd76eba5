-- upsert-limit, sent by engine/src/sql/limits/upsert-limit.ts
insert into belfry.limits (kind, name, concurrency, rate_limit, per_ms, note, updated_at, updated_by)
values ($1, $2, $3, $4, $5, $6, belfry.now(), $7)
on conflict (kind, name) do update
set concurrency = excluded.concurrency, rate_limit = excluded.rate_limit, per_ms = excluded.per_ms, note = excluded.note,
  updated_at = excluded.updated_at, updated_by = excluded.updated_by
