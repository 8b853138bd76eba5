-- access-select-enabled-user, sent by access/src/sql/select-enabled-user.ts
select 1 from belfry.users where id = $1 and enabled for share
