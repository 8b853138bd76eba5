import type { Queryable } from "@belfry/store";
import type { MessageDelivery } from "../messages/message-views.ts";

export type DeliveryRow = Omit<MessageDelivery, "attempts"> & { readonly id: number };

/** The deliveries of a message in the order of its recipients. */
export async function loadDeliveries(db: Queryable, messageId: number): Promise<DeliveryRow[]> {
  const { rows } = await db.query<DeliveryRow>({
    name: "notify-load-deliveries",
    text: `
      select id, recipient, field, state, reason, nullif(run_at, 'infinity') as "runAt", updated_at as "updatedAt"
      from belfry.deliveries where message_id = $1 order by id`,
    values: [messageId],
  });
  return rows;
}
