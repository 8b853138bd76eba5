-- access-update-sealed-row-null, sent by access/src/sql/update-sealed-row.ts
update null set key_id = $2, nonce = $3, ciphertext = $4, tag = $5 where null = $1
