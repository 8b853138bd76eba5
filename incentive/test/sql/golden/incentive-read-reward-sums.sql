-- incentive-read-reward-sums, sent by incentive/src/sql/read-reward-sums.ts
select d.reward_type as type, d.reward_name as name, sum(rewards)::float8 as rewards, sum(reward_fen)::float8 as "rewardFen"
    from belfry.incentive_day_rewards d where 
d.campaign_id = any($1::int[]) and ($2::text is null or d.provider = $2)
and ($3::int[] is null or d.person_id = any($3))
and d.day between coalesce($4::date, '-infinity') and coalesce($5::date, 'infinity')
    group by 1, 2 having sum(rewards) <> 0 or sum(reward_fen) <> 0
    order by 3 desc, 1, 2 limit 500
