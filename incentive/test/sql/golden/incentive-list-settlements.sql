-- incentive-list-settlements, sent by incentive/src/sql/list-settlements.ts
select month, contracts, amount_fen as "amountFen", performance_fen as "performanceFen", rewards,
reward_fen as "rewardFen", last_entry as "lastEntry", closed_at as "closedAt", closed_by as "closedBy" from belfry.incentive_settlements where campaign_id = $1 order by month desc
