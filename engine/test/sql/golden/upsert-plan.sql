-- upsert-plan, sent by engine/src/sql/plans/upsert-plan.ts
insert into belfry.trigger_plans (trigger_id, rule_id, rule_version, planned_until, lookahead_ms, extend_at)
values ($1, $2, $3, $4::timestamptz, $5::bigint, $4::timestamptz - $5::bigint * interval '1 millisecond')
on conflict (trigger_id) do update set rule_version = excluded.rule_version
