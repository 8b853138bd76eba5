-- access-select-request-key, sent by access/src/sql/select-request-key.ts
select request_hash as "requestHash", status, key_id as "keyId", nonce, ciphertext, tag
from belfry.request_keys where caller = $1 and key_hash = $2
