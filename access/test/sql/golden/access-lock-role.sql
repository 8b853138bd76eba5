-- access-lock-role, sent by access/src/sql/lock-role.ts
select permissions from belfry.roles where name = $1 for share
