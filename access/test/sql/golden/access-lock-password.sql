-- access-lock-password, sent by access/src/sql/lock-password.ts
select id from belfry.users where id = $1 and enabled and password_hash = $2 for update
