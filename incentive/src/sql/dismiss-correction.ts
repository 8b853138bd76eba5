import type { Tx } from "@belfry/store";

/** Dismisses a proposal for a reason. Returns whether it waited for a decision. */
export async function dismissCorrection(
  tx: Tx,
  campaignId: number,
  { correction, by, reason }: { readonly correction: number; readonly by: string; readonly reason: string },
): Promise<boolean> {
  const { count } = await tx.query({
    name: "incentive-dismiss-correction",
    text: `
      update belfry.incentive_corrections
      set state = 'dismissed', decided_by = $3, decision = $4, decided_at = belfry.now()
      where campaign_id = $1 and id = $2 and state = 'proposed'`,
    values: [campaignId, correction, by, reason],
  });
  return count > 0;
}
