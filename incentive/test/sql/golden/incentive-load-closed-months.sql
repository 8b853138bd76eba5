-- incentive-load-closed-months, sent by incentive/src/sql/load-closed-months.ts
select month from belfry.incentive_settlements where campaign_id = $1
