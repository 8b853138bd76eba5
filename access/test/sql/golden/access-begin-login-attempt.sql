-- access-begin-login-attempt, sent by access/src/sql/begin-login-attempt.ts
with clock as materialized (select belfry.now() as at),
forgotten as (
  delete from belfry.login_failures f using clock
  where f.last_at < clock.at - $6 * interval '1 second' and f.name <> $1),
attempt as (
  insert into belfry.login_failures as f (name, failures, since, last_at)
  select $1, 1, clock.at, clock.at from clock
  on conflict (name) do update set (failures, since, locks, locked_until, last_at) = (
    select
      case when p.fresh then 1 when p.full then 0 else f.failures + 1 end,
      case when p.fresh then excluded.last_at else f.since end,
      case when p.full then p.locks + 1 else p.locks end,
      case when p.full then excluded.last_at + least($4 * 2 ^ p.locks, $5) * interval '1 second' end,
      excluded.last_at
    from (
      select w.fresh, not w.fresh and f.failures + 1 >= $2 as "full", w.locks
      from (
        select f.failures = 0 or f.since < excluded.last_at - $3 * interval '1 second' as fresh,
          case when f.last_at < excluded.last_at - $6 * interval '1 second' then 0 else least(f.locks, 20) end as locks
      ) w
    ) p)
  where f.locked_until is null or f.locked_until <= excluded.last_at
  returning f.locked_until),
known as (
  select true as allowed, locked_until from attempt
  union all
  select false, f.locked_until from belfry.login_failures f
  where f.name = $1 and not exists (select from attempt))
select allowed, coalesce(greatest(ceil(extract(epoch from locked_until - clock.at)), 0), 0)::int as "lockedForSeconds"
from known, clock
