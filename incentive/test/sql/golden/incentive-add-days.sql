-- incentive-add-days, sent by incentive/src/sql/add-days.ts
insert into belfry.incentive_days as d (campaign_id, day, person_id, provider, contracts, amount_fen, performance_fen,
  rewards, reward_fen)
select $1, v.*
from unnest($2::date[], $3::int[], $4::text[], $5::int[], $6::bigint[], $7::bigint[], $8::int[], $9::bigint[]) as v
on conflict (campaign_id, day, person_id, provider) do update
set contracts = d.contracts + excluded.contracts, amount_fen = d.amount_fen + excluded.amount_fen,
    performance_fen = d.performance_fen + excluded.performance_fen, rewards = d.rewards + excluded.rewards,
    reward_fen = d.reward_fen + excluded.reward_fen
