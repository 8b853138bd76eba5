-- access-select-risky-people, sent by access/src/sql/select-risky-people.ts
select u.name, u.password_hash is not null and u.password_changed_at = u.created_at
    and u.id = (select min(id) from belfry.users) as "firstPassword",
  exists (select from belfry.second_factors f where f.user_id = u.id and f.confirmed_at is not null)
    as "secondFactor",
  u.password_hash is null as "withoutPassword"
from belfry.users u where u.role = 'administrator' and u.enabled order by u.name
