import type { Tx } from "@belfry/store";

/** Ends the hold of a message of which nothing is left to release. Returns whether it was held. */
export async function endEmptyHold(tx: Tx, messageId: number): Promise<boolean> {
  const { count } = await tx.query({
    name: "notify-end-empty-hold",
    text: `
      update belfry.messages set hold = 'withdrawn'
      where id = $1 and hold = 'waiting' and not exists (
        select from belfry.deliveries where message_id = $1 and state in ('queued', 'sending'))`,
    values: [messageId],
  });
  return count > 0;
}
