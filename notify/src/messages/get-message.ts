import { AppError, type DeliveryState } from "@belfry/model";
import type { NotifyDeps } from "../notify-context.ts";
import { loadAttempts } from "../sql/load-attempts.ts";
import { loadDeliveries } from "../sql/load-deliveries.ts";
import { loadMessage } from "../sql/load-message.ts";
import { loadReceipts } from "../sql/load-receipts.ts";
import { decisionOf } from "../why/decision-words.ts";
import { explainAnswer } from "../why/explain-answer.ts";
import type { MessageDetail } from "./message-views.ts";

/** A message with what became of every recipient, and every attempt. @throws AppError MESSAGE_NOT_FOUND */
export async function getMessage(
  { store, channels }: Pick<NotifyDeps, "store" | "channels">,
  id: number,
): Promise<MessageDetail> {
  const [message, deliveries] = await Promise.all([loadMessage(store, id), loadDeliveries(store, id)]);
  // Programs ask again and again for a message that waits: nothing was ever said of one that was never begun.
  const begun = deliveries.some(({ isBegun }) => isBegun);
  const [attempts, receipts] = begun ? await Promise.all([loadAttempts(store, id), loadReceipts(store, id)]) : [[], []];
  if (message === undefined) throw new AppError("MESSAGE_NOT_FOUND", { message: id });
  const channel = channels.find((one) => one.id === message.channel);
  const states: Partial<Record<DeliveryState, number>> = {};
  for (const { state } of deliveries) states[state] = (states[state] ?? 0) + 1;
  const attemptsOf = Map.groupBy(attempts, ({ deliveryId }) => deliveryId);
  const receiptsOf = Map.groupBy(receipts, ({ deliveryId }) => deliveryId);
  return {
    ...message,
    states,
    deliveries: deliveries.map((delivery) => {
      const {
        id: deliveryId,
        scheduledAt: _planned,
        isHeld: _held,
        waits: _waits,
        isBegun: _begun,
        now,
        ...shown
      } = delivery;
      return {
        ...shown,
        decision: decisionOf(delivery, now),
        attempts: (attemptsOf.get(deliveryId) ?? []).map((attempt) => explainAnswer(channel, attempt)),
        receipts: (receiptsOf.get(deliveryId) ?? []).map((receipt) => explainAnswer(channel, receipt)),
      };
    }),
  };
}
