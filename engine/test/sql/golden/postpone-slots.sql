-- postpone-slots, sent by engine/src/sql/slots/postpone-slots.ts
update belfry.slots_due s set decide_at = l."decideAt", moved = true
from (
  select s.trigger_id, s.due_at, w."decideAt"
  from belfry.slots_due s
  join json_to_recordset($1::json) as w ("triggerId" int, "dueAt" timestamptz, "ruleVersion" int, "seenAt" timestamptz,
    "decideAt" timestamptz)
    on s.trigger_id = w."triggerId" and s.due_at = w."dueAt" and s.rule_version = w."ruleVersion" and s.decide_at = w."seenAt"
  order by s.trigger_id, s.due_at for update of s skip locked) l
where s.trigger_id = l.trigger_id and s.due_at = l.due_at
