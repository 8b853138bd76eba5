-- access-take-second-factor, sent by access/src/sql/take-second-factor.ts
select key_id as "keyId", nonce, ciphertext, tag, confirmed_at as "confirmedAt", last_step as "lastStep", belfry.now() as now
from belfry.second_factors where user_id = $1 for update
