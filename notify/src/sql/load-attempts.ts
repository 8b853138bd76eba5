import type { Queryable } from "@belfry/store";
import type { AttemptView } from "../messages/message-views.ts";

/** A send as it stands in the ledger: what its code means is not written there. */
export type AttemptRow = Omit<AttemptView, "words" | "text"> & { readonly deliveryId: number };

/** Every send of a message, in order. */
export async function loadAttempts(db: Queryable, messageId: number): Promise<AttemptRow[]> {
  const { rows } = await db.query<AttemptRow>({
    name: "notify-load-attempts",
    text: `
      select a.delivery_id as "deliveryId", a.attempt, a.account, a.started_at as "startedAt",
             a.finished_at as "finishedAt", a.outcome, a.reason, a.answer, a.provider_id as "providerId",
             a.code, a.segments
      from belfry.delivery_attempts a join belfry.deliveries d on d.id = a.delivery_id
      where d.message_id = $1
      order by a.delivery_id, a.attempt`,
    values: [messageId],
  });
  return rows;
}
