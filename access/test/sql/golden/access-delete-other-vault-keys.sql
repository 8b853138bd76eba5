-- access-delete-other-vault-keys, sent by access/src/sql/delete-other-vault-keys.ts
delete from belfry.vault_keys where key_id <> $1
