-- access-take-role, sent by access/src/sql/take-role.ts
select name, description, permissions from belfry.roles where name = $1 for update
