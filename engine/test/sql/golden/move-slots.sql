-- move-slots, sent by engine/src/sql/calendars/move-slots.ts
update belfry.slots_due s set decide_at = m."decideAt", moved = m.moved
from json_to_recordset($1::json) as m ("triggerId" int, "dueAt" timestamptz, "decideAt" timestamptz, moved bool)
where s.trigger_id = m."triggerId" and s.due_at = m."dueAt"
