-- open-gates, sent by engine/src/sql/gates/open-gates.ts
update belfry.execution_queue q set run_at = (select belfry.now())
from json_to_recordset($1::json) as g ("ruleId" int, "limit" int),
  lateral (
    select w.id from belfry.execution_queue w
    where w.gate = g."ruleId" and w.state = 'pending' and w.run_at = 'infinity'
    order by w.priority, w.id
    limit greatest(0, g."limit" - (
      select count(*) from belfry.execution_queue b
      where b.rule_id = g."ruleId" and b.gate is not null and not (b.state = 'pending' and b.run_at = 'infinity')))
  ) as next
where q.id = next.id
