-- access-select-deciders, sent by access/src/sql/select-deciders.ts
with deciders as (
  select u.name from belfry.users u left join belfry.roles r on r.name = u.role
  where u.enabled and (u.role = any($3::text[]) or 'approvals:decide' = any(r.permissions))
    and (u.scope is null or belfry.labels_in_scope($1::jsonb, u.scope))
    and not exists (select from unnest($2::text[]) as asked where lower(asked) = lower(u.name)))
select (select count(*)::int from deciders) as total,
  array(select name from deciders order by lower(name) limit $4) as names
