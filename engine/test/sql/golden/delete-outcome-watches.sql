-- delete-outcome-watches, sent by engine/src/sql/outcomes/delete-outcome-watches.ts
with mine as materialized (select id from belfry.triggers where rule_id = $1),
demands as (delete from belfry.outcome_demands where trigger_id in (select id from mine))
delete from belfry.outcome_watches where trigger_id in (select id from mine)
