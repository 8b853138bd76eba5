-- select-planned-at, sent by engine/src/sql/explain/select-planned-at.ts
select s.trigger_id as "triggerId", s.due_at as "dueAt", s.decide_at as "decideAt", s.moved
from belfry.triggers t join belfry.slots_due s on s.trigger_id = t.id
where t.rule_id = $1
  and ((s.due_at >= $2 and s.due_at < $3::timestamptz + t.spread_ms * interval '1 ms') or (s.moved and s.decide_at >= $2 and s.decide_at < $3))
order by s.due_at limit 1000
