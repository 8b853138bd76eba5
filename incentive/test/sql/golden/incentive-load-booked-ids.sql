-- incentive-load-booked-ids, sent by incentive/src/sql/load-booked-ids.ts
select id, contract_id as "contractId", amount_fen as "amountFen" from belfry.incentive_contracts
where campaign_id = $1 and id > $2 and state = 'booked' order by id limit $3
