-- select-slot-fates, sent by engine/src/sql/slots/select-slot-fates.ts
select t.key as trigger, f.from_at as "from", f.to_at as "to",
  case when t.spread_ms > 0 then f.from_at - t.spread_ms * interval '1 millisecond' end as "scheduledFor", f.n, f.fate,
  case when $5::jsonb is null or belfry.execution_in_scope(f.execution_id, $5) then f.execution_id end as "executionId", f.detail
from belfry.slot_fates f join belfry.triggers t on t.id = f.trigger_id
where t.rule_id = $1 and f.to_at >= $2 and f.from_at < $3
order by f.from_at desc, f.trigger_id limit $4
