-- access-select-login-challenge, sent by access/src/sql/select-login-challenge.ts
select u.id, u.name from belfry.login_challenges c join belfry.users u on u.id = c.user_id
where c.token_hash = $1 and c.expires_at > belfry.now() and u.enabled
