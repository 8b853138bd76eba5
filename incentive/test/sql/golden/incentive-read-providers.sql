-- incentive-read-providers, sent by incentive/src/sql/read-providers.ts
select distinct provider from belfry.incentive_people where campaign_id = any($1::int[]) order by provider limit 1000
