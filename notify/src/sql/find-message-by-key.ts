import type { DeliveryState } from "@belfry/model";
import type { Queryable } from "@belfry/store";

/** What became of a message that had to wait for a second person; null: it did not have to. */
export type MessageHold = "waiting" | "released" | "rejected" | "expired" | "withdrawn" | null;

export interface DeliveryByKey {
  readonly messageId: number;
  readonly hold: MessageHold;
  readonly recipient: string;
  readonly state: DeliveryState;
  readonly reason: string | null;
}

/** The deliveries of the message with this key, in the order of its recipients; none if there is no such message. */
export async function findMessageByKey(db: Queryable, idempotencyKey: string): Promise<DeliveryByKey[]> {
  const { rows } = await db.query<DeliveryByKey>({
    name: "notify-find-message-by-key",
    text: `
      select m.id as "messageId", m.hold, d.recipient, d.state, d.reason
      from belfry.messages m join belfry.deliveries d on d.message_id = m.id
      where m.idempotency_key = $1
      order by d.id`,
    values: [idempotencyKey],
  });
  return rows;
}
