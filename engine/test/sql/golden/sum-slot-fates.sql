-- sum-slot-fates, sent by engine/src/sql/slots/sum-slot-fates.ts
select f.fate, sum(f.n)::int as n
from belfry.slot_fates f join belfry.triggers t on t.id = f.trigger_id
where t.rule_id = $1 group by f.fate
union all
select null, count(*)::int
from belfry.slots_due s join belfry.triggers t on t.id = s.trigger_id
where t.rule_id = $1
