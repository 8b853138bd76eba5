-- access-extend-session, sent by access/src/sql/extend-session.ts
update belfry.sessions
set expires_at = least(belfry.now() + interval '7 days', created_at + interval '30 days')
where token_hash = $1
