-- access-insert-session, sent by access/src/sql/insert-session.ts
with ended as (delete from belfry.sessions where expires_at <= belfry.now()),
came as (update belfry.users set last_login_at = belfry.now() where id = $2)
insert into belfry.sessions (token_hash, user_id, created_at, expires_at, address, method)
values ($1, $2, belfry.now(), belfry.now() + interval '7 days', $3, $4)
returning expires_at as "expiresAt"
