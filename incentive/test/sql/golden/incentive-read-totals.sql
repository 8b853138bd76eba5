-- incentive-read-totals, sent by incentive/src/sql/read-totals.ts
-- By person first: to count different ones, PostgreSQL would sort every day of everybody.
    with sums as (
      select sum(contracts) as contracts, sum(amount_fen) as amount_fen, sum(performance_fen) as performance_fen,
             sum(rewards) as rewards, sum(reward_fen) as reward_fen,
             min(day) filter (where contracts > 0) as first_day, max(day) filter (where contracts > 0) as last_day
      from belfry.incentive_days d where 
d.campaign_id = any($1::int[]) and ($2::text is null or d.provider = $2)
and ($3::int[] is null or d.person_id = any($3))
and d.day between coalesce($4::date, '-infinity') and coalesce($5::date, 'infinity')
      group by d.person_id)
    select coalesce(sum(contracts), 0)::float8 as contracts, coalesce(sum(amount_fen), 0)::float8 as "amountFen",
           coalesce(sum(performance_fen), 0)::float8 as "performanceFen", coalesce(sum(rewards), 0)::float8 as rewards,
           coalesce(sum(reward_fen), 0)::float8 as "rewardFen", count(first_day)::float8 as people,
           min(first_day) as "firstDay", max(last_day) as "lastDay"
    from sums
