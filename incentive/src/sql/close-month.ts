import type { Tx } from "@belfry/store";

/** What the books of a month came to. */
export interface Settlement {
  readonly month: string;
  readonly contracts: number;
  readonly amountFen: number;
  readonly performanceFen: number;
  readonly rewards: number;
  readonly rewardFen: number;
  /** The last entry that stood in them. */
  readonly lastEntry: number;
  readonly closedAt: Date;
  readonly closedBy: string;
}

export const columns = `month, contracts, amount_fen as "amountFen", performance_fen as "performanceFen", rewards,
  reward_fen as "rewardFen", last_entry as "lastEntry", closed_at as "closedAt", closed_by as "closedBy"`;

/** Closes the books of a month. Undefined: they are closed already. */
export async function closeMonth(
  tx: Tx,
  campaignId: number,
  { month, by }: { readonly month: string; readonly by: string },
): Promise<Settlement | undefined> {
  const { rows } = await tx.query<Settlement>({
    name: "incentive-close-month",
    text: `
      insert into belfry.incentive_settlements (campaign_id, month, closed_at, closed_by, contracts, amount_fen, performance_fen,
        rewards, reward_fen, last_entry)
      select $1, $2, belfry.now(), $3, coalesce(sum(contracts), 0), coalesce(sum(amount_fen), 0),
             coalesce(sum(performance_fen), 0), coalesce(sum(rewards), 0), coalesce(sum(reward_fen), 0), coalesce(max(id), 0)
      from belfry.incentive_entries where campaign_id = $1 and month = $2
      on conflict do nothing
      returning ${columns}`,
    values: [campaignId, month, by],
  });
  return rows[0];
}
