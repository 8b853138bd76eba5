-- incentive-update-contracts, sent by incentive/src/sql/update-contracts.ts
update belfry.incentive_contracts c
set person_id = v.person_id, provider = v.provider, project = v.project, day = v.day, order_type = v.order_type,
    historical = v.historical, sequence = v.sequence, amount_fen = v.amount_fen, counted_fen = v.counted_fen,
    rewards = v.rewards, reward_fen = v.reward_fen, source = v.source, figures = v.figures, state = v.state
from unnest($1::bigint[], $2::int[], $3::text[], $4::text[], $5::date[], $6::text[], $7::bool[], $8::bigint[],
  $9::bigint[], $10::bigint[], $11::smallint[], $12::bigint[], string_to_array($13::text, E'\n')::jsonb[], string_to_array($14::text, E'\n')::jsonb[], $15::text[])
  as v (id, person_id, provider, project, day, order_type, historical, sequence, amount_fen, counted_fen, rewards,
    reward_fen, source, figures, state)
where c.id = v.id
