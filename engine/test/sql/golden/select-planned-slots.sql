-- select-planned-slots, sent by engine/src/sql/slots/select-planned-slots.ts
select t.key as trigger, s.due_at as "from", s.due_at as "to",
  case when t.spread_ms > 0 then s.due_at - t.spread_ms * interval '1 millisecond' end as "scheduledFor", 1 as n, 'planned' as fate, null::bigint as "executionId",
  null::jsonb as detail
from belfry.slots_due s join belfry.triggers t on t.id = s.trigger_id
where t.rule_id = $1 and s.due_at >= $2 and s.due_at < $3
order by s.due_at limit $4
