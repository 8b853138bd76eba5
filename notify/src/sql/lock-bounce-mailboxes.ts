import type { Tx } from "@belfry/store";

/** Lets nobody else change which mailboxes there are until the transaction ends. */
export async function lockBounceMailboxes(tx: Tx): Promise<void> {
  await tx.query({
    name: "notify-lock-bounce-mailboxes",
    text: `lock table belfry.bounce_mailboxes in share row exclusive mode`,
  });
}
