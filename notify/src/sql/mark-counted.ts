import type { Tx } from "@belfry/store";

/** Counts deliveries against the caps of their recipients, from now on. */
export async function markCounted(tx: Tx, deliveryIds: readonly number[]): Promise<void> {
  await tx.query({
    name: "notify-mark-counted",
    text: `update belfry.deliveries set counted_at = belfry.now() where id = any($1::bigint[])`,
    values: [deliveryIds],
  });
}
