import type { Tx } from "@belfry/store";

export interface DeliveryRecipient {
  readonly channel: string;
  readonly recipient: string;
  readonly messageId: number;
}

/** Whose deliveries these are, by their ids. */
export async function loadRecipients(
  tx: Tx,
  deliveryIds: readonly number[],
): Promise<ReadonlyMap<number, DeliveryRecipient>> {
  const { rows } = await tx.query<DeliveryRecipient & { readonly id: number }>({
    name: "notify-load-recipients",
    text: `
      select d.id, m.channel, d.recipient, d.message_id as "messageId"
      from belfry.deliveries d join belfry.messages m on m.id = d.message_id
      where d.id = any($1::bigint[])
      order by d.id`,
    values: [deliveryIds],
  });
  return new Map(rows.map(({ id, ...delivery }) => [id, delivery]));
}
