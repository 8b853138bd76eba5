-- select-summed-slots, sent by engine/src/sql/statistics/select-summed-slots.ts
select to_char(f.decided_on, 'YYYY-MM') as month, f.fate, sum(f.n)::int as n, max(f.to_at) as "to"
from belfry.triggers t join belfry.slot_fates f on f.trigger_id = t.id
where t.rule_id = $1 and f.detail = '{"summedUp": true}'
group by 1, 2 order by 1, 2
