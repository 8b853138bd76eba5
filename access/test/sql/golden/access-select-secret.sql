-- access-select-secret, sent by access/src/sql/select-secret.ts
select name, key_id as "keyId", nonce, ciphertext, tag from belfry.secrets where name = $1
