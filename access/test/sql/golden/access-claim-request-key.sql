-- access-claim-request-key, sent by access/src/sql/claim-request-key.ts
with expired as (
  delete from belfry.request_keys where (caller, key_hash) in (
    select caller, key_hash from belfry.request_keys
    where begun_at <= belfry.now() - interval '24 hours' and (caller, key_hash) <> ($1, $2)
    limit 100 for update skip locked))
insert into belfry.request_keys as k (caller, key_hash, request_hash, claim, begun_at)
values ($1, $2, $3, $4, belfry.now())
on conflict (caller, key_hash) do update set request_hash = excluded.request_hash, claim = excluded.claim,
  begun_at = excluded.begun_at, status = null, key_id = null, nonce = null, ciphertext = null, tag = null
where k.begun_at <= belfry.now() - interval '24 hours'
  or k.status is null and k.request_hash = excluded.request_hash
    and k.begun_at <= belfry.now() - interval '5 minutes'
