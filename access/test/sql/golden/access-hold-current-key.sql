-- access-hold-current-key, sent by access/src/sql/hold-current-key.ts
select key_id as "keyId" from belfry.vault_keys where is_current for share
