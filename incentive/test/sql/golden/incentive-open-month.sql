-- incentive-open-month, sent by incentive/src/sql/open-month.ts
delete from belfry.incentive_settlements where campaign_id = $1 and month = $2
