-- access-delete-other-sessions, sent by access/src/sql/delete-other-sessions.ts
with challenges as (delete from belfry.login_challenges where user_id = $1)
delete from belfry.sessions where user_id = $1 and ($2::bytea is null or token_hash <> $2)
