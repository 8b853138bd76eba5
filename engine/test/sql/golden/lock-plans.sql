-- lock-plans, sent by engine/src/sql/plans/lock-plans.ts
select trigger_id from belfry.trigger_plans where rule_id = $1 order by trigger_id for update
