-- access-upsert-vault-key, sent by access/src/sql/upsert-vault-key.ts
insert into belfry.vault_keys (key_id, is_current, sealed_by, nonce, ciphertext, tag, created_at)
values ($1, $2, $3, $4, $5, $6, belfry.now())
on conflict (key_id) do update
set is_current = excluded.is_current, sealed_by = excluded.sealed_by, nonce = excluded.nonce,
    ciphertext = excluded.ciphertext, tag = excluded.tag
