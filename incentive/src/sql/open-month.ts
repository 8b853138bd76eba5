import type { Tx } from "@belfry/store";

/** Opens them again. Returns whether they were closed. */
export async function openMonth(tx: Tx, campaignId: number, month: string): Promise<boolean> {
  const { count } = await tx.query({
    name: "incentive-open-month",
    text: "delete from belfry.incentive_settlements where campaign_id = $1 and month = $2",
    values: [campaignId, month],
  });
  return count > 0;
}
