-- count-backlog, sent by engine/src/sql/back-pressure/count-backlog.ts
select rule_id as rule, count(*)::int as n
from (
  (select rule_id from belfry.execution_queue where node is null and turn_at < 'infinity' order by rule_id limit $1::int)
  union all
  (select rule_id from belfry.execution_queue
   where node is null and turn_at = 'infinity' and run_at < 'infinity' and run_at <= belfry.now() limit $1::int)
  union all
  (select rule_id from belfry.gate_places where state = 'waits' order by rule_id limit $1::int)
  union all
  (select rule_id from belfry.execution_queue
   where state = 'pending' and not_before is not null and run_at > belfry.now() and run_at < 'infinity' limit $1::int)
) waiting
group by rule_id
