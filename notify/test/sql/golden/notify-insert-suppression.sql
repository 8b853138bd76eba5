-- notify-insert-suppression, sent by notify/src/sql/insert-suppression.ts
insert into belfry.suppressions (channel, address, list, reason, note, message_id, created_at, created_by)
values ($1, $2, $3, $4, $5, $6, belfry.now(), $7)
on conflict (lower(address), channel, list) do nothing
returning id
