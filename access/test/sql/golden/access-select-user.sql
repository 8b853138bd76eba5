-- access-select-user, sent by access/src/sql/select-user.ts
select u.id, u.name, u.password_hash as "passwordHash", u.role, r.permissions as "rolePermissions", u.scope, u.enabled
from belfry.users u left join belfry.roles r on r.name = u.role
where u.name = $1
