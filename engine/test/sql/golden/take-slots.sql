-- take-slots, sent by engine/src/sql/slots/take-slots.ts
delete from belfry.slots_due
where (trigger_id, due_at) in (
  select s.trigger_id, s.due_at
  from belfry.slots_due s
  join json_to_recordset($1::json) as w ("triggerId" int, "dueAt" timestamptz, "ruleVersion" int)
    on s.trigger_id = w."triggerId" and s.due_at = w."dueAt" and s.rule_version = w."ruleVersion"
  for update of s skip locked)
returning trigger_id as "triggerId", due_at as "dueAt"
