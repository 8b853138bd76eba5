import type { Tx } from "@belfry/store";

/** Locks a campaign until the transaction ends: whoever books or corrects waits for whoever does. Returns whether there is one. */
export async function lockCampaign(tx: Tx, key: string): Promise<boolean> {
  const { rows } = await tx.query({
    name: "incentive-lock-campaign",
    text: "select id from belfry.incentive_campaigns where key = $1 for update",
    values: [key],
  });
  return rows.length > 0;
}
