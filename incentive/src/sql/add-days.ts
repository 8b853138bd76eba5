import type { Tx } from "@belfry/store";

export interface DaySum {
  readonly day: string;
  readonly personId: number;
  readonly provider: string;
  readonly contracts: number;
  readonly amountFen: number;
  readonly performanceFen: number;
  readonly rewards: number;
  readonly rewardFen: number;
}

export interface DayRewardSum {
  readonly day: string;
  readonly personId: number;
  readonly provider: string;
  readonly rewardType: string;
  readonly rewardName: string;
  readonly rewards: number;
  readonly rewardFen: number;
}

/** Adds to the sums per day, person and provider. */
export async function addDays(tx: Tx, campaignId: number, sums: readonly DaySum[]): Promise<void> {
  await tx.query({
    name: "incentive-add-days",
    text: `
      insert into belfry.incentive_days as d (campaign_id, day, person_id, provider, contracts, amount_fen, performance_fen,
        rewards, reward_fen)
      select $1, v.*
      from unnest($2::date[], $3::int[], $4::text[], $5::int[], $6::bigint[], $7::bigint[], $8::int[], $9::bigint[]) as v
      on conflict (campaign_id, day, person_id, provider) do update
      set contracts = d.contracts + excluded.contracts, amount_fen = d.amount_fen + excluded.amount_fen,
          performance_fen = d.performance_fen + excluded.performance_fen, rewards = d.rewards + excluded.rewards,
          reward_fen = d.reward_fen + excluded.reward_fen`,
    values: [
      campaignId,
      sums.map(({ day }) => day),
      sums.map(({ personId }) => personId),
      sums.map(({ provider }) => provider),
      sums.map(({ contracts }) => contracts),
      sums.map(({ amountFen }) => amountFen),
      sums.map(({ performanceFen }) => performanceFen),
      sums.map(({ rewards }) => rewards),
      sums.map(({ rewardFen }) => rewardFen),
    ],
  });
}
