import type { Queryable } from "@belfry/store";

/** What the books of a month say of one person: their contracts, or one of their awards. */
export interface Payout {
  /** What figures are counted by: 管家, or 管家_服务商. */
  readonly person: string;
  readonly housekeeper: string;
  readonly provider: string;
  /** Both null: the line of the contracts. */
  readonly rewardType: string | null;
  readonly rewardName: string | null;
  readonly contracts: number;
  readonly amountFen: number;
  readonly performanceFen: number;
  readonly rewards: number;
  readonly rewardFen: number;
}

/** The sums of the books of a month up to an entry, by person and award. */
export async function readPayouts(
  db: Queryable,
  campaignId: number,
  { month, lastEntry, limit }: { readonly month: string; readonly lastEntry: number; readonly limit: number },
): Promise<Payout[]> {
  const { rows } = await db.query<Payout>({
    name: "incentive-read-payouts",
    text: `
      select p.key as person, p.name as housekeeper, e.provider, e.reward_type as "rewardType", e.reward_name as "rewardName",
             sum(e.contracts)::float8 as contracts, sum(e.amount_fen)::float8 as "amountFen",
             sum(e.performance_fen)::float8 as "performanceFen", sum(e.rewards)::float8 as rewards,
             sum(e.reward_fen)::float8 as "rewardFen"
      from belfry.incentive_entries e join belfry.incentive_people p on p.id = e.person_id and p.campaign_id = $1
      where e.campaign_id = $1 and e.month = $2 and e.id <= $3
      group by p.id, e.provider, e.reward_type, e.reward_name
      order by p.key, p.id, e.provider, e.reward_type nulls first, e.reward_name
      limit $4`,
    values: [campaignId, month, lastEntry, limit],
  });
  return rows;
}
