-- incentive-load-standing-page, sent by incentive/src/sql/load-standing-page.ts
select 
id, contract_id as "contractId", person_id as "personId", provider, project, day, order_type as "orderType", historical, sequence, amount_fen as "amountFen",
counted_fen as "countedFen", state, run_id as "runId", source, figures,
(booked_at at time zone 'Asia/Shanghai')::date as "bookedOn" from belfry.incentive_contracts
    where campaign_id = $1 and id > $2 order by id limit $3
