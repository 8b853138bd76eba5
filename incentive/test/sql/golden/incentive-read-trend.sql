-- incentive-read-trend, sent by incentive/src/sql/read-trend.ts
with days as (
      select d.day, sum(contracts) as contracts, sum(amount_fen) as amount_fen,
             sum(performance_fen) as performance_fen, sum(rewards) as rewards, sum(reward_fen) as reward_fen
      from belfry.incentive_days d where 
d.campaign_id = any($1::int[]) and ($2::text is null or d.provider = $2)
and ($3::int[] is null or d.person_id = any($3))
and d.day between coalesce($4::date, '-infinity') and coalesce($5::date, 'infinity')
      group by 1),
    -- Named when there is one row a day: for each person of each day that took longer than the sums.
    named as (
      select to_char(day, case $6 when 'month' then 'YYYY-MM' else 'YYYY-MM-DD' end) as at, days.* from days)
    select * from (
      select at, sum(contracts)::float8 as contracts, sum(amount_fen)::float8 as "amountFen",
             sum(performance_fen)::float8 as "performanceFen", sum(rewards)::float8 as rewards,
             sum(reward_fen)::float8 as "rewardFen"
      from named group by 1 order by 1 desc limit $7) t
    order by at
