-- incentive-read-payouts, sent by incentive/src/sql/read-payouts.ts
select p.key as person, p.name as housekeeper, e.provider, e.reward_type as "rewardType", e.reward_name as "rewardName",
       sum(e.contracts)::float8 as contracts, sum(e.amount_fen)::float8 as "amountFen",
       sum(e.performance_fen)::float8 as "performanceFen", sum(e.rewards)::float8 as rewards,
       sum(e.reward_fen)::float8 as "rewardFen"
from belfry.incentive_entries e join belfry.incentive_people p on p.id = e.person_id and p.campaign_id = $1
where e.campaign_id = $1 and e.month = $2 and e.id <= $3
group by p.id, e.provider, e.reward_type, e.reward_name
order by p.key, p.id, e.provider, e.reward_type nulls first, e.reward_name
limit $4
