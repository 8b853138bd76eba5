-- access-select-user, sent by access/src/sql/select-user.ts
select id, name, password_hash as "passwordHash", role, enabled from belfry.users where name = $1
