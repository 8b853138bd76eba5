import type { Tx } from "@belfry/store";

/** Returns whether it waited for a decision. */
export async function dismissCorrection(
  tx: Tx,
  campaignId: number,
  { correction, by }: { readonly correction: number; readonly by: string },
): Promise<boolean> {
  const { count } = await tx.query({
    name: "incentive-dismiss-correction",
    text: `
      update belfry.incentive_corrections set state = 'dismissed', author = $3, decided_at = belfry.now()
      where campaign_id = $1 and id = $2 and state = 'proposed'`,
    values: [campaignId, correction, by],
  });
  return count > 0;
}
