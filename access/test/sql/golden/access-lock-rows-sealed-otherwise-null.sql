-- access-lock-rows-sealed-otherwise-null, sent by access/src/sql/lock-rows-sealed-otherwise.ts
select null as id, key_id as "keyId", nonce, ciphertext, tag from null
where key_id <> $1 and null collate "C" > $2 collate "C" order by null collate "C" limit $3 for update
