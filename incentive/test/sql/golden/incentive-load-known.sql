-- incentive-load-known, sent by incentive/src/sql/load-known.ts
select id, contract_id as "contractId", amount_fen as "amountFen", state, source ->> 'housekeeper' as housekeeper,
       provider, coalesce(source ->> 'signedAt', '') as "signedAt", project, source ->> 'number' as number,
       order_type as "orderType", coalesce(source ->> 'address', '') as address,
       coalesce(source ->> 'historicalNumber', '') as "historicalNumber"
from belfry.incentive_contracts
where campaign_id = $1 and contract_id = any($2::text[])
