-- notify-upsert-account, sent by notify/src/sql/upsert-account.ts
insert into belfry.accounts (channel, name, config, enabled, priority, created_at, updated_at)
values ($1, $2, $3, $4, $5, belfry.now(), belfry.now())
on conflict (channel, name) do update
set config = excluded.config, enabled = excluded.enabled, priority = excluded.priority,
    updated_at = excluded.updated_at
