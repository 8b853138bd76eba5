-- select-replayed-fates, sent by engine/src/sql/what-if/select-replayed-fates.ts
select f.trigger_id as "triggerId", t.key, f.from_at as "from", f.to_at as "to", f.n, f.fate, f.execution_id as "executionId",
  f.detail, f.decided_at as "decidedAt"
from belfry.slot_fates f join belfry.triggers t on t.id = f.trigger_id
where t.rule_id = $1 and f.to_at > $2 and f.from_at <= $3 and f.fate <> 'superseded'
order by f.from_at desc limit $4
