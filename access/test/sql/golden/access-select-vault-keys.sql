-- access-select-vault-keys, sent by access/src/sql/select-vault-keys.ts
select key_id as "keyId", is_current as "isCurrent", sealed_by as "sealedBy", nonce, ciphertext, tag from belfry.vault_keys order by created_at, key_id
