-- sum-slots-by-day, sent by engine/src/sql/statistics/sum-slots-by-day.ts
with written as (
  select f.trigger_id, f.from_at, f.to_at, f.n, f.fate,
    (f.from_at at time zone $4)::date as first_day, (f.to_at at time zone $4)::date as last_day
  from belfry.triggers t join belfry.slot_fates f on f.trigger_id = t.id
  where t.rule_id = $1 and f.from_at >= $2 and f.from_at < $3 and f.detail is distinct from '{"summedUp": true}'
)
select trigger_id as "triggerId", min(from_at) as "from", max(to_at) as "to", sum(n)::int as n, fate
from written where first_day = last_day group by trigger_id, first_day, fate
union all
select trigger_id, from_at, to_at, n, fate from written where first_day <> last_day
union all
select f.trigger_id, f.from_at, f.to_at, f.n, f.fate
from belfry.triggers t join belfry.slot_fates f on f.trigger_id = t.id
where t.rule_id = $1 and f.n > 1 and f.to_at >= $2 and f.from_at < $2 and f.detail is distinct from '{"summedUp": true}'
union all
select s.trigger_id, min(s.due_at), max(s.due_at), count(*)::int, 'planned'
from belfry.triggers t join belfry.slots_due s on s.trigger_id = t.id
where t.rule_id = $1 and s.due_at >= $2 and s.due_at < $3
group by s.trigger_id, (s.due_at at time zone $4)::date
