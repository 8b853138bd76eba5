-- incentive-insert-contracts, sent by incentive/src/sql/insert-contracts.ts
insert into belfry.incentive_contracts (campaign_id, run_id, booked_at, contract_id, person_id, provider, project, day,
  order_type, historical, sequence, amount_fen, counted_fen, rewards, reward_fen, source, figures)
select $1, $2, (select belfry.now()), v.*
from unnest($3::text[], $4::int[], $5::text[], $6::text[], $7::date[], $8::text[], $9::bool[], $10::bigint[],
  $11::bigint[], $12::bigint[], $13::smallint[], $14::bigint[], string_to_array($15::text, E'\n')::jsonb[], string_to_array($16::text, E'\n')::jsonb[]) as v
returning id, contract_id as "contractId"
