-- incentive-list-contracts, sent by incentive/src/sql/list-contracts.ts
select 
c.id, c.contract_id as contract, p.key as person, p.name as housekeeper, c.provider, c.project, c.day,
c.order_type as "orderType", c.historical, c.sequence, c.amount_fen as "amountFen", c.counted_fen as "countedFen",
c.reward_fen as "rewardFen", c.state, c.run_id as run, c.booked_at as "bookedAt", c.source, c.figures
    from belfry.incentive_contracts c join belfry.incentive_people p on p.id = c.person_id
    where c.campaign_id = $1 and ($2::bigint is null or c.id <= $2) and ($11::bigint is null or c.id >= $11)
      and ($3::int[] is null or c.person_id = any($3))
      and ($4::text is null or c.provider = $4)
      and c.day between coalesce($5::date, '-infinity') and coalesce($6::date, 'infinity')
      and ($7::text is null or c.state = $7) and ($8::bool is null or (c.rewards > 0) = $8)
      and ($9::text is null or position($9 in c.source ->> 'number') > 0)
    order by c.id desc limit $10
