-- take-plans, sent by engine/src/sql/plans/take-plans.ts
select p.trigger_id as "triggerId", p.rule_id as "ruleId", p.rule_version as "ruleVersion", p.planned_until as "plannedUntil",
  t.kind, t.config, (select belfry.now()) as now
from belfry.trigger_plans p join belfry.triggers t on t.id = p.trigger_id
where p.planned_until < (select belfry.now()) + $1 * interval '1 millisecond'
order by p.planned_until
limit $2
for update of p skip locked
