-- access-insert-session, sent by access/src/sql/insert-session.ts
with ended as (delete from belfry.sessions where expires_at <= belfry.now())
insert into belfry.sessions (token_hash, user_id, created_at, expires_at, address)
values ($1, $2, belfry.now(), belfry.now() + interval '7 days', $3)
returning expires_at as "expiresAt"
