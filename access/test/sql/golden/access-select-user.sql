-- access-select-user, sent by access/src/sql/select-user.ts
select u.id, u.name, u.password_hash as "passwordHash", u.enabled,
  exists (select from belfry.second_factors f where f.user_id = u.id and f.confirmed_at is not null) as "secondFactor"
from belfry.users u
where lower(u.name) = lower($1) or u.email = lower($1)
