import type { Tx } from "@belfry/store";

/**
 * Locks messages in the order of their ids. Whoever settles deliveries takes this lock first: two transactions that settle
 * the last two recipients of one message would otherwise each see the other one's as open, and nobody would wake.
 */
export async function lockMessages(tx: Tx, messageIds: readonly number[]): Promise<void> {
  await tx.query({
    name: "notify-lock-messages",
    text: `select 1 from belfry.messages where id = any($1::bigint[]) order by id for no key update`,
    values: [messageIds],
  });
}
