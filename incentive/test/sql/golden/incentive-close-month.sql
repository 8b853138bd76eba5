-- incentive-close-month, sent by incentive/src/sql/close-month.ts
insert into belfry.incentive_settlements (campaign_id, month, closed_at, closed_by, contracts, amount_fen, performance_fen,
      rewards, reward_fen, last_entry)
    select $1, $2, belfry.now(), $3, coalesce(sum(contracts), 0), coalesce(sum(amount_fen), 0),
           coalesce(sum(performance_fen), 0), coalesce(sum(rewards), 0), coalesce(sum(reward_fen), 0), coalesce(max(id), 0)
    from belfry.incentive_entries where campaign_id = $1 and month = $2
    on conflict do nothing
    returning month, contracts, amount_fen as "amountFen", performance_fen as "performanceFen", rewards,
reward_fen as "rewardFen", last_entry as "lastEntry", closed_at as "closedAt", closed_by as "closedBy"
