-- access-select-session, sent by access/src/sql/select-session.ts
select u.id as "userId", u.name, u.role, r.permissions as "rolePermissions", u.scope,
  s.expires_at < belfry.now() + interval '7 days' - interval '1 hour' as extend
from belfry.sessions s join belfry.users u on u.id = s.user_id left join belfry.roles r on r.name = u.role
where s.token_hash = $1 and s.expires_at > belfry.now() and u.enabled
