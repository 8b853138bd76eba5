import type { Tx } from "@belfry/store";

/** Rows that said something else of contracts that are booked are settled once their source says what is booked. */
export async function settleDifferences(tx: Tx, campaignId: number, contractIds: readonly string[]): Promise<void> {
  await tx.query({
    name: "incentive-settle-differences",
    text: `
      update belfry.incentive_quarantine set resolved_at = belfry.now()
      where campaign_id = $1 and contract_id = any($2::text[]) and resolved_at is null and code = 'bookedOtherwise'`,
    values: [campaignId, contractIds],
  });
}
