-- take-plans, sent by engine/src/sql/plans/take-plans.ts
select p.trigger_id as "triggerId", p.rule_id as "ruleId", p.rule_version as "ruleVersion", p.planned_until as "plannedUntil",
  (select max(s.decide_at) from belfry.slots_due s where s.trigger_id = p.trigger_id and s.decide_at > s.due_at and not s.moved)
    as "catchingUpUntil",
  p.lookahead_ms::float8 as "lookaheadMs", t.active_from as "activeFrom", t.kind, t.config, t.spread_ms as "spreadMs",
  (select belfry.now()) as now
from belfry.trigger_plans p join belfry.triggers t on t.id = p.trigger_id
where p.extend_at < (select belfry.now()) + $1 * interval '1 millisecond'
  and t.kind = any($3::text[]) and p.trigger_id <> all($4::int[])
order by p.extend_at
limit $2
for update of p skip locked
