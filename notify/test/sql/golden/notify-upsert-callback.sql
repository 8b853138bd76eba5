-- notify-upsert-callback, sent by notify/src/sql/upsert-callback.ts
insert into belfry.callbacks as c
  (name, url, secret, events, channels, labels, only_named, enabled, created_at, updated_at, updated_by)
values ($1, $2, $3, $4, $5, $6, $7, $8, belfry.now(), belfry.now(), $9)
on conflict (name) do update
set url = excluded.url, secret = excluded.secret, events = excluded.events, channels = excluded.channels,
    labels = excluded.labels, only_named = excluded.only_named, enabled = excluded.enabled,
    previous_secret = case when c.secret <> excluded.secret then c.secret else c.previous_secret end,
    previous_until = case when c.secret <> excluded.secret then belfry.now() + interval '24 hours'
                          else c.previous_until end,
    verified_at = case when c.url = excluded.url then c.verified_at end,
    updated_at = belfry.now(), updated_by = excluded.updated_by
