-- select-triggers, sent by engine/src/sql/triggers/select-triggers.ts
select t.id, t.rule_id as "ruleId", t.key, t.kind, t.config, t.spread_ms as "spreadMs", t.active_from as "activeFrom", t.active_until as "activeUntil",
  t.idle_from as "idleFrom", p.planned_until as "plannedUntil" from belfry.triggers t left join belfry.trigger_plans p on p.trigger_id = t.id
where t.rule_id = $1 and ($2 or t.active_until is null) order by t.id
