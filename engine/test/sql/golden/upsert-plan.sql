-- upsert-plan, sent by engine/src/sql/plans/upsert-plan.ts
insert into belfry.trigger_plans (trigger_id, rule_id, rule_version, planned_until) values ($1, $2, $3, $4)
on conflict (trigger_id) do update set rule_version = excluded.rule_version
