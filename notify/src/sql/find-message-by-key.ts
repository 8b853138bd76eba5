import type { DeliveryState } from "@belfry/model";
import type { Queryable } from "@belfry/store";

export interface DeliveryByKey {
  readonly messageId: number;
  readonly recipient: string;
  readonly state: DeliveryState;
  readonly reason: string | null;
}

/** The deliveries of the message with this key, in the order of its recipients; none if there is no such message. */
export async function findMessageByKey(db: Queryable, idempotencyKey: string): Promise<DeliveryByKey[]> {
  const { rows } = await db.query<DeliveryByKey>({
    name: "notify-find-message-by-key",
    text: `
      select m.id as "messageId", d.recipient, d.state, d.reason
      from belfry.messages m join belfry.deliveries d on d.message_id = m.id
      where m.idempotency_key = $1
      order by d.id`,
    values: [idempotencyKey],
  });
  return rows;
}
