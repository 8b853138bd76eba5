-- access-lock-vault-keys, sent by access/src/sql/lock-vault-keys.ts
select key_id as "keyId", is_current as "isCurrent", sealed_by as "sealedBy", nonce, ciphertext, tag from belfry.vault_keys order by created_at, key_id for update
