-- access-insert-login-challenge, sent by access/src/sql/insert-login-challenge.ts
with ended as (delete from belfry.login_challenges where expires_at <= belfry.now())
insert into belfry.login_challenges (token_hash, user_id, expires_at)
values ($1, $2, belfry.now() + interval '5 minutes')
returning expires_at as "expiresAt"
