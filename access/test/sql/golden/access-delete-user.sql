-- access-delete-user, sent by access/src/sql/delete-user.ts
delete from belfry.users where id = $1
