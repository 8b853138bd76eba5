import type { Tx } from "@belfry/store";

/** Notes that it was said. Said is said: the second time changes nothing. Returns whether there is such a telling. */
export async function markTold(
  tx: Tx,
  campaignId: number,
  told: { readonly contract: string; readonly kind: "group" | "award"; readonly messageId: number | null },
): Promise<boolean> {
  const { rows } = await tx.query({
    name: "incentive-mark-told",
    text: `
      update belfry.incentive_tellings t
      set state = 'told', told_at = coalesce(t.told_at, belfry.now()), message_id = coalesce(t.message_id, $4)
      from belfry.incentive_contracts c
      where c.campaign_id = $1 and c.contract_id = $2 and t.contract = c.id and t.kind = $3
      returning t.id`,
    values: [campaignId, told.contract, told.kind, told.messageId],
  });
  return rows.length > 0;
}
