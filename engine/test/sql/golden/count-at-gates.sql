-- count-at-gates, sent by engine/src/sql/gates/count-at-gates.ts
select rule_id as rule, count(*)::int as n
from belfry.execution_queue
where rule_id = any($1::int[]) and gate is not null
group by rule_id
