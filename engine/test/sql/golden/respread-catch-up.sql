-- respread-catch-up, sent by engine/src/sql/slots/respread-catch-up.ts
update belfry.slots_due s set decide_at = spread.decide_at
from (
  select w.trigger_id, w.due_at,
    (select belfry.now()) + c."stepMs" * interval '1 millisecond' * (row_number() over (partition by w.trigger_id order by w.due_at) - 1)
      as decide_at
  from belfry.slots_due w
  join json_to_recordset($1::json) as c ("triggerId" int, "stepMs" float8) on w.trigger_id = c."triggerId"
  where not w.moved and (w.decide_at > w.due_at or w.decide_at < (select belfry.now()) - $2 * interval '1 millisecond')
) as spread
where s.trigger_id = spread.trigger_id and s.due_at = spread.due_at
