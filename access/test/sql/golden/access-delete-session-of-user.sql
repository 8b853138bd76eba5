-- access-delete-session-of-user, sent by access/src/sql/delete-session-of-user.ts
delete from belfry.sessions where user_id = $1 and id = $2
