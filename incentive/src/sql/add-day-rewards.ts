import type { Tx } from "@belfry/store";
import type { DayRewardSum } from "./add-days.ts";

/** Adds to the sums per award. */
export async function addDayRewards(tx: Tx, campaignId: number, sums: readonly DayRewardSum[]): Promise<void> {
  await tx.query({
    name: "incentive-add-day-rewards",
    text: `
      insert into belfry.incentive_day_rewards as d (campaign_id, day, person_id, provider, reward_type, reward_name, rewards,
        reward_fen)
      select $1, v.*
      from unnest($2::date[], $3::int[], $4::text[], $5::text[], $6::text[], $7::int[], $8::bigint[]) as v
      on conflict (campaign_id, day, person_id, provider, reward_type, reward_name) do update
      set rewards = d.rewards + excluded.rewards, reward_fen = d.reward_fen + excluded.reward_fen`,
    values: [
      campaignId,
      sums.map(({ day }) => day),
      sums.map(({ personId }) => personId),
      sums.map(({ provider }) => provider),
      sums.map(({ rewardType }) => rewardType),
      sums.map(({ rewardName }) => rewardName),
      sums.map(({ rewards }) => rewards),
      sums.map(({ rewardFen }) => rewardFen),
    ],
  });
}
