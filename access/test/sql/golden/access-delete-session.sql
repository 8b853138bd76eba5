-- access-delete-session, sent by access/src/sql/delete-session.ts
delete from belfry.sessions where token_hash = $1
