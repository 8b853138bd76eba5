-- incentive-load-contract, sent by incentive/src/sql/load-contract.ts
select 
c.id, c.contract_id as contract, p.key as person, p.name as housekeeper, c.provider, c.project, c.day,
c.order_type as "orderType", c.historical, c.sequence, c.amount_fen as "amountFen", c.counted_fen as "countedFen",
c.reward_fen as "rewardFen", c.state, c.run_id as run, c.booked_at as "bookedAt", c.source, c.figures
    from belfry.incentive_contracts c join belfry.incentive_people p on p.id = c.person_id
    where c.campaign_id = $1 and c.contract_id = $2
