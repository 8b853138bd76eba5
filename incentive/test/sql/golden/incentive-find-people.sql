-- incentive-find-people, sent by incentive/src/sql/find-people.ts
select id from belfry.incentive_people
where campaign_id = any($1::int[]) and (key = $2 or name = $2)
