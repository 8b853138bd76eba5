-- access-delete-login-challenge, sent by access/src/sql/delete-login-challenge.ts
delete from belfry.login_challenges where token_hash = $1 and expires_at > belfry.now()
