-- incentive-load-known, sent by incentive/src/sql/load-known.ts
select id, contract_id as "contractId", amount_fen as "amountFen", state from belfry.incentive_contracts
where campaign_id = $1 and contract_id = any($2::text[])
