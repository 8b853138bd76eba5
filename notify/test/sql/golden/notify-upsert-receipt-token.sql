-- notify-upsert-receipt-token, sent by notify/src/sql/upsert-receipt-token.ts
insert into belfry.receipt_tokens (channel, account, token_hash, created_at, created_by)
values ($1, $2, $3, belfry.now(), $4)
on conflict (channel, account) do update
set token_hash = excluded.token_hash, created_at = excluded.created_at, created_by = excluded.created_by
