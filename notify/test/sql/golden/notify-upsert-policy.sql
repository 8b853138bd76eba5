-- notify-upsert-policy, sent by notify/src/sql/upsert-policy.ts
insert into belfry.message_policies (name, kind, definition, enabled, updated_at, updated_by)
values ($1, $2, $3, $4, belfry.now(), $5)
on conflict (name) do update
set kind = excluded.kind, definition = excluded.definition, enabled = excluded.enabled,
    updated_at = excluded.updated_at, updated_by = excluded.updated_by
