import type { Tx } from "@belfry/store";

/**
 * Makes those of some events due again that this transaction has just put off, and before which nothing waits any more: what
 * came before ended after the putting off had looked, and whoever ended it saw nothing that was put off.
 */
export async function callBackPutOff(tx: Tx, eventIds: readonly number[]): Promise<void> {
  await tx.query({
    name: "notify-call-back-put-off",
    text: `
      update belfry.callback_events e
      set next_at = belfry.now()
      where e.id = any($1::bigint[])
        and not exists (select from belfry.callback_events b
                        where b.delivery_id = e.delivery_id and b.callback_id = e.callback_id and b.id < e.id
                          and b.status = 'waiting')`,
    values: [eventIds],
  });
}
