import type { Tx } from "@belfry/store";

/** Notes the step of a code that was accepted; the first one puts the second factor in force. */
export async function markSecondFactor(
  tx: Tx,
  mark: { readonly userId: number; readonly step: number },
): Promise<void> {
  await tx.query({
    name: "access-mark-second-factor",
    text: `
      update belfry.second_factors set last_step = $2, confirmed_at = coalesce(confirmed_at, belfry.now())
      where user_id = $1`,
    values: [mark.userId, mark.step],
  });
}
