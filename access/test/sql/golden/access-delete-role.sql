-- access-delete-role, sent by access/src/sql/delete-role.ts
delete from belfry.roles r where r.name = $1 and not exists (select from belfry.users u where u.role = r.name)
