import { AppError, type DeliveryState } from "@belfry/model";
import type { Queryable } from "@belfry/store";
import { loadAttempts } from "../sql/load-attempts.ts";
import { loadDeliveries } from "../sql/load-deliveries.ts";
import { loadMessage } from "../sql/load-message.ts";
import type { MessageDetail } from "./message-views.ts";

/** A message with what became of every recipient, and every attempt. @throws AppError MESSAGE_NOT_FOUND */
export async function getMessage(db: Queryable, id: number): Promise<MessageDetail> {
  const [message, deliveries, attempts] = await Promise.all([
    loadMessage(db, id),
    loadDeliveries(db, id),
    loadAttempts(db, id),
  ]);
  if (message === undefined) throw new AppError("MESSAGE_NOT_FOUND", { message: id });
  const states: Partial<Record<DeliveryState, number>> = {};
  for (const { state } of deliveries) states[state] = (states[state] ?? 0) + 1;
  return {
    ...message,
    states,
    deliveries: deliveries.map(({ id: deliveryId, ...delivery }) => ({
      ...delivery,
      attempts: attempts
        .filter((attempt) => attempt.deliveryId === deliveryId)
        .map(({ deliveryId: _, ...attempt }) => attempt),
    })),
  };
}
