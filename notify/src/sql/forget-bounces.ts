import type { Tx } from "@belfry/store";

/** Forgets what came back from an address: it has got a message, or a person trusts it again. */
export async function forgetBounces(
  tx: Tx,
  { channel, address }: { readonly channel: string; readonly address: string },
): Promise<void> {
  await tx.query({
    name: "notify-forget-bounces",
    text: `delete from belfry.bounce_streaks where address = lower($2) and channel = $1`,
    values: [channel, address],
  });
}
