-- delete-plan, sent by engine/src/sql/plans/delete-plan.ts
delete from belfry.trigger_plans where trigger_id = $1
