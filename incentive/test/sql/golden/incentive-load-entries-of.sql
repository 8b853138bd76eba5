-- incentive-load-entries-of, sent by incentive/src/sql/load-entries-of.ts
select 
e.id, c.contract_id as contract, p.key as person, e.provider, e.day, e.month, e.kind, e.reward_type as "rewardType",
e.reward_name as "rewardName", e.contracts, e.amount_fen as "amountFen", e.performance_fen as "performanceFen", e.rewards,
e.reward_fen as "rewardFen", e.run_id as run, e.author, e.reason, e.at
    from (
      -- Each kind has an index of its own; one over all of them would be a fifth for every line that is booked.
      select * from belfry.incentive_entries where contract = $1 and kind = 'performance'
      union all select * from belfry.incentive_entries where contract = $1 and kind = 'reward'
      union all select * from belfry.incentive_entries where contract = $1 and kind = 'adjustment') e
    join belfry.incentive_people p on p.id = e.person_id
    join belfry.incentive_contracts c on c.id = e.contract
    order by e.id limit 500
