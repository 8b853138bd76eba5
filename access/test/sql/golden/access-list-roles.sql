-- access-list-roles, sent by access/src/sql/list-roles.ts
select name, description, permissions from belfry.roles order by name
