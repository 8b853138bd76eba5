-- move-plans, sent by engine/src/sql/plans/move-plans.ts
update belfry.trigger_plans p set planned_until = coalesce(m.until, 'infinity'),
  extend_at = coalesce(m.until, 'infinity') - p.lookahead_ms * interval '1 millisecond'
from json_to_recordset($1::json) as m ("triggerId" int, until timestamptz)
where p.trigger_id = m."triggerId"
