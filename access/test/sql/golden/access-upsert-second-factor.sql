-- access-upsert-second-factor, sent by access/src/sql/upsert-second-factor.ts
insert into belfry.second_factors as f (user_id, key_id, nonce, ciphertext, tag, created_at)
values ($1, $2, $3, $4, $5, belfry.now())
on conflict (user_id) do update
set key_id = excluded.key_id, nonce = excluded.nonce, ciphertext = excluded.ciphertext, tag = excluded.tag,
  created_at = excluded.created_at, last_step = null
where f.confirmed_at is null
