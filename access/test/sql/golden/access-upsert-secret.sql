-- access-upsert-secret, sent by access/src/sql/upsert-secret.ts
insert into belfry.secrets (name, key_id, nonce, ciphertext, tag, created_at, updated_at)
values ($1, $2, $3, $4, $5, belfry.now(), belfry.now())
on conflict (name) do update
set key_id = excluded.key_id, nonce = excluded.nonce, ciphertext = excluded.ciphertext, tag = excluded.tag,
    updated_at = excluded.updated_at
