import type { Tx } from "@belfry/store";

/** Cancels what waits to be sent to addresses in which one of these texts, in small letters, stands. */
export async function cancelDeliveriesTo(tx: Tx, texts: readonly string[]): Promise<void> {
  await tx.query({
    name: "notify-cancel-deliveries-to",
    text: `
      update belfry.deliveries d
      set state = 'cancelled', reason = 'The recipient was erased.', updated_at = belfry.now()
      where d.state = 'queued'
        and exists (select from unnest($1::text[]) as wanted (text) where strpos(lower(d.recipient), text) > 0)`,
    values: [texts],
  });
}
