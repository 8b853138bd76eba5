-- incentive-add-day-rewards, sent by incentive/src/sql/add-day-rewards.ts
insert into belfry.incentive_day_rewards as d (campaign_id, day, person_id, provider, reward_type, reward_name, rewards,
  reward_fen)
select $1, v.*
from unnest($2::date[], $3::int[], $4::text[], $5::text[], $6::text[], $7::int[], $8::bigint[]) as v
on conflict (campaign_id, day, person_id, provider, reward_type, reward_name) do update
set rewards = d.rewards + excluded.rewards, reward_fen = d.reward_fen + excluded.reward_fen
