-- access-delete-session, sent by access/src/sql/delete-session.ts
delete from belfry.sessions s using belfry.users u
where s.token_hash = $1 and u.id = s.user_id
returning u.id as "userId", u.name
