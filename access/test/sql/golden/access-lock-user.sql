-- access-lock-user, sent by access/src/sql/lock-user.ts
select id from belfry.users where lower(name) = lower($1) for update
