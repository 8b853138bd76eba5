-- incentive-list-entries, sent by incentive/src/sql/list-entries.ts
select 
e.id, c.contract_id as contract, p.key as person, e.provider, e.day, e.month, e.kind, e.reward_type as "rewardType",
e.reward_name as "rewardName", e.contracts, e.amount_fen as "amountFen", e.performance_fen as "performanceFen", e.rewards,
e.reward_fen as "rewardFen", e.run_id as run, e.author, e.reason, e.at
    from belfry.incentive_entries e
    join belfry.incentive_people p on p.id = e.person_id
    left join belfry.incentive_contracts c on c.id = e.contract
    where e.campaign_id = $1 and ($2::text is null or e.month = $2) and ($3::text is null or e.kind = $3)
      and ($4::bigint is null or e.id < $4)
    order by e.id desc limit $5
