-- access-list-users, sent by access/src/sql/list-users.ts
select u.id, u.name, u.display_name as "displayName", u.email, u.role, u.scope, u.enabled,
  u.password_hash is not null as "hasPassword", u.must_change_password as "mustChangePassword",
  exists (select from belfry.second_factors f where f.user_id = u.id and f.confirmed_at is not null) as "secondFactor",
  u.second_factor_required as "secondFactorRequired",
  exists (select from belfry.identities i where i.user_id = u.id) as "linked", u.link_allowed as "linkAllowed",
  (select max(l.locked_until) from belfry.login_failures l
    where l.name in ('name ' || lower(u.name), 'name ' || u.email) and l.locked_until > belfry.now()) as "lockedUntil",
  u.last_login_at as "lastLoginAt", u.created_at as "createdAt"
from belfry.users u
where ($1::bigint is null or u.id < $1)
  and ($2::text is null or position(lower($2) in lower(u.name || ' ' || u.display_name || ' ' || coalesce(u.email, ''))) > 0)
order by u.id desc limit $3
