-- insert-slots, sent by engine/src/sql/slots/insert-slots.ts
insert into belfry.slots_due (trigger_id, due_at, decide_at, rule_id, rule_version, moved, awaits)
select "triggerId", "dueAt", "decideAt", "ruleId", "ruleVersion", coalesce(moved, false), coalesce(awaits, false)
from json_to_recordset($1::json) as s ("triggerId" int, "dueAt" timestamptz, "decideAt" timestamptz, "ruleId" int,
  "ruleVersion" int, moved bool, awaits bool)
