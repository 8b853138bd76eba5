import type { Tx } from "@belfry/store";

/** Whose deliveries these are, by their ids. */
export async function loadRecipients(
  tx: Tx,
  deliveryIds: readonly number[],
): Promise<ReadonlyMap<number, { readonly recipient: string; readonly messageId: number }>> {
  const { rows } = await tx.query<{ id: number; recipient: string; messageId: number }>({
    name: "notify-load-recipients",
    text: `select id, recipient, message_id as "messageId" from belfry.deliveries where id = any($1::bigint[])`,
    values: [deliveryIds],
  });
  return new Map(rows.map(({ id, ...delivery }) => [id, delivery]));
}
