import type { Tx } from "@belfry/store";

/** What lay aside of contracts that are booked now is settled. */
export async function resolveQuarantine(tx: Tx, campaignId: number, contractIds: readonly string[]): Promise<void> {
  await tx.query({
    name: "incentive-resolve-quarantine",
    text: `
      update belfry.incentive_quarantine set resolved_at = belfry.now()
      where campaign_id = $1 and contract_id = any($2::text[]) and resolved_at is null`,
    values: [campaignId, contractIds],
  });
}
