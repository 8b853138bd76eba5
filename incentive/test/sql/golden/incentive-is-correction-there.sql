-- incentive-is-correction-there, sent by incentive/src/sql/is-correction-there.ts
select from belfry.incentive_corrections where campaign_id = $1 and id = $2
