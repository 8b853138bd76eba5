-- incentive-read-totals, sent by incentive/src/sql/read-totals.ts
select coalesce(sum(contracts), 0)::float8 as contracts, coalesce(sum(amount_fen), 0)::float8 as "amountFen",
           coalesce(sum(performance_fen), 0)::float8 as "performanceFen", coalesce(sum(rewards), 0)::float8 as rewards,
           coalesce(sum(reward_fen), 0)::float8 as "rewardFen",
           (count(distinct person_id) filter (where contracts > 0))::float8 as people,
           min(day) filter (where contracts > 0) as "firstDay", max(day) filter (where contracts > 0) as "lastDay"
    from belfry.incentive_days d where 
d.campaign_id = any($1::int[]) and ($2::text is null or d.provider = $2)
and ($3::text is null or d.person_id in (
  select p.id from belfry.incentive_people p where p.campaign_id = any($1::int[]) and (p.key = $3 or p.name = $3)))
and d.day between coalesce($4::date, '-infinity') and coalesce($5::date, 'infinity')
