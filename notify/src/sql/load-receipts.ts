import type { Queryable } from "@belfry/store";
import type { ReceiptView } from "../messages/message-views.ts";

/** What was said later of a delivery, as it stands in the ledger. */
export type ReceiptRow = Omit<ReceiptView, "words" | "text"> & { readonly deliveryId: number };

/** Every receipt of a message, in the order in which they came. */
export async function loadReceipts(db: Queryable, messageId: number): Promise<ReceiptRow[]> {
  const { rows } = await db.query<ReceiptRow>({
    name: "notify-load-receipts",
    text: `
      select r.delivery_id as "deliveryId", r.source, r.state, r.bounce, r.complaint, r.code, r.reason, r.answer,
             r.said_at as "saidAt", r.received_at as "receivedAt"
      from belfry.delivery_receipts r join belfry.deliveries d on d.id = r.delivery_id
      where d.message_id = $1
      order by r.delivery_id, r.received_at, r.digest`,
    values: [messageId],
  });
  return rows;
}
