-- select-due-slots, sent by engine/src/sql/slots/select-due-slots.ts
select s.trigger_id as "triggerId", s.due_at as "dueAt", s.decide_at as "decideAt", s.rule_id as "ruleId",
  s.rule_version as "ruleVersion", s.moved, s.awaits, t.active_from as "activeFrom", t.key, t.kind, t.config,
  t.spread_ms as "spreadMs", (select belfry.now()) as now
from belfry.slots_due s join belfry.triggers t on t.id = s.trigger_id
where s.decide_at <= (select belfry.now()) and t.kind <> all ($2::text[])
order by s.decide_at
limit $1
