-- incentive-lock-campaign, sent by incentive/src/sql/lock-campaign.ts
select id from belfry.incentive_campaigns where key = $1 for update
