-- access-insert-exchanged-token, sent by access/src/sql/insert-exchanged-token.ts
with ended as (delete from belfry.api_tokens where expires_at <= belfry.now()),
known as (
  select id, name, least(belfry.now() + interval '1 hour', expires_at, case when secret_hash <> $3 then previous_until end) as until
  from belfry.api_keys
  where id = $2 and revoked_at is null and (expires_at is null or expires_at > belfry.now())
    and (secret_hash = $3 or (previous_hash = $3 and previous_until > belfry.now()))
  for share),
fresh as (
  insert into belfry.api_tokens (token_hash, name, role, created_at, expires_at, key_id)
  select $1, name, '', belfry.now(), until, id from known)
select name, ceil(extract(epoch from until - belfry.now()))::int as seconds from known
