-- select-fates-at, sent by engine/src/sql/explain/select-fates-at.ts
with own as (select id, config, spread_ms from belfry.triggers where rule_id = $1), found as (
  select f.* from own t cross join lateral (
    select * from belfry.slot_fates f
    where f.trigger_id = t.id and f.from_at < $3::timestamptz + t.spread_ms * interval '1 ms'
    order by f.from_at desc limit 200) f
  where f.to_at >= $2
  union all
  select f.* from own t cross join lateral (
    select * from belfry.slot_fates f
    where f.trigger_id = t.id and f.fate = 'moved'
      and f.from_at between $2::timestamptz - interval '25 days' and $3::timestamptz + interval '25 days'
      and not (f.from_at < $3::timestamptz + t.spread_ms * interval '1 ms' and f.to_at >= $2)
      and (f.detail ->> 'to')::timestamptz >= $2 and (f.detail ->> 'to')::timestamptz < $3) f
  where t.config ->> 'onHoliday' in ('previous', 'next')
)
select f.trigger_id as "triggerId", f.from_at as "from", f.to_at as "to", f.n, f.fate,
  case when $4::jsonb is null or belfry.execution_in_scope(f.execution_id, $4) then f.execution_id end as "executionId",
  f.detail, f.decided_at as "decidedAt"
from found f order by f.from_at, f.trigger_id
