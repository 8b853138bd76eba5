import type { Queryable } from "@belfry/store";
import { type DayFilter, type RewardSum, dayCondition, dayValues } from "./read-totals.ts";

/** How many awards of each name were granted and what they are worth, the most frequent first. */
export async function readRewardSums(db: Queryable, filter: DayFilter): Promise<RewardSum[]> {
  const { rows } = await db.query<RewardSum>({
    name: "incentive-read-reward-sums",
    text: `
      select d.reward_type as type, d.reward_name as name, sum(rewards)::float8 as rewards, sum(reward_fen)::float8 as "rewardFen"
      from belfry.incentive_day_rewards d where ${dayCondition}
      group by 1, 2 having sum(rewards) <> 0 or sum(reward_fen) <> 0
      order by 3 desc, 1, 2 limit 500`,
    plannedAnew: true,
    values: dayValues(filter),
  });
  return rows;
}
