-- access-select-session, sent by access/src/sql/select-session.ts
select u.id as "userId", u.name, u.role, r.permissions as "rolePermissions", u.scope,
  case
    when s.method = 'sso' then null
    when u.must_change_password then 'password-change'
    when u.second_factor_required and not exists (
      select from belfry.second_factors f where f.user_id = u.id and f.confirmed_at is not null) then 'second-factor'
  end as pending,
  s.expires_at < belfry.now() + interval '7 days' - interval '1 hour' as extend
from belfry.sessions s join belfry.users u on u.id = s.user_id left join belfry.roles r on r.name = u.role
where s.token_hash = $1 and s.expires_at > belfry.now() and u.enabled
