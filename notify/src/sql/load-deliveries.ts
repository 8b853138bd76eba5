import type { Queryable } from "@belfry/store";
import type { MessageDelivery } from "../messages/message-views.ts";
import type { DeliveryTo } from "./load-deliveries-to.ts";

/** A delivery with what decides about it; what was decided is not written in words. */
export type DeliveryRow = Omit<MessageDelivery, "attempts" | "receipts" | "decision"> &
  Pick<DeliveryTo, "id" | "scheduledAt" | "isHeld" | "waits"> & {
    /** Whether somebody has ever begun to send it. */
    readonly isBegun: boolean;
    readonly now: Date;
  };

/** The deliveries of a message in the order of its recipients. */
export async function loadDeliveries(db: Queryable, messageId: number): Promise<DeliveryRow[]> {
  const { rows } = await db.query<DeliveryRow>({
    name: "notify-load-deliveries",
    text: `
      select d.id, d.recipient, d.field, d.state, d.reason, nullif(d.run_at, 'infinity') as "runAt",
             d.updated_at as "updatedAt", d.pieces_done as "piecesDone", m.scheduled_at as "scheduledAt",
             coalesce(m.hold = 'waiting', false) as "isHeld", d.waits_for is not null as waits,
             d.attempts > 0 as "isBegun", belfry.now() as now
      from belfry.deliveries d
      join belfry.messages m on m.id = d.message_id
      where d.message_id = $1 order by d.id`,
    values: [messageId],
  });
  return rows;
}
