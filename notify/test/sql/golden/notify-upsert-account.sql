-- notify-upsert-account, sent by notify/src/sql/upsert-account.ts
insert into belfry.accounts (
  channel, name, config, enabled, priority, weight, caps, time_zone, created_at, updated_at)
values ($1, $2, $3, $4, $5, $6, $7, $8, belfry.now(), belfry.now())
on conflict (channel, name) do update
set config = excluded.config, enabled = excluded.enabled, priority = excluded.priority, weight = excluded.weight,
    caps = excluded.caps, time_zone = excluded.time_zone, updated_at = excluded.updated_at
