-- access-finish-request-key, sent by access/src/sql/finish-request-key.ts
update belfry.request_keys set status = $4, key_id = $5, nonce = $6, ciphertext = $7, tag = $8
where caller = $1 and key_hash = $2 and claim = $3
