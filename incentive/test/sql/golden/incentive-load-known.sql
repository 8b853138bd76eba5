-- incentive-load-known, sent by incentive/src/sql/load-known.ts
select id, contract_id as "contractId", amount_fen as "amountFen", state, provider, project, day,
       order_type as "orderType", source ->> 'housekeeper' as housekeeper, source ->> 'number' as number,
       source ->> 'address' as address, source ->> 'historicalNumber' as "historicalNumber"
from belfry.incentive_contracts
where campaign_id = $1 and contract_id = any($2::text[])
