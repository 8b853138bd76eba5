import type { Tx } from "@belfry/store";

export async function setSequence(tx: Tx, campaignId: number, sequence: number): Promise<void> {
  await tx.query({
    name: "incentive-set-sequence",
    text: "update belfry.incentive_campaigns set sequence = $2 where id = $1",
    values: [campaignId, sequence],
  });
}
