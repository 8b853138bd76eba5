/** What people do with a message that was accepted. The message is locked first, as wherever its deliveries change. */
import { AppError, type Actor } from "@belfry/model";
import { wakeSettled } from "../dispatch/wake-settled.ts";
import type { NotifyDeps } from "../notify-context.ts";
import { cancelQueued } from "../sql/cancel-queued.ts";
import { endEmptyHold } from "../sql/end-empty-hold.ts";
import { lockMessages } from "../sql/lock-messages.ts";
import { retryDeliveries } from "../sql/retry-deliveries.ts";

export interface MessageChange {
  /** @default all */
  readonly recipients?: readonly string[];
  readonly by: Actor;
}

/** What can be sent again because somebody asks for it. */
export type RetriedState = "failed" | "unknown" | "bounced" | "expired";

/**
 * Cancels what has not been sent yet. A held message of which nothing is left waits for nobody any more.
 * @throws AppError MESSAGE_SETTLED when nothing of it waits
 */
export async function cancelMessage(
  deps: Pick<NotifyDeps, "store" | "release" | "audit" | "wakeExecution">,
  messageId: number,
  { recipients, by }: MessageChange,
): Promise<void> {
  await deps.store.transaction(async (tx) => {
    await lockMessages(tx, [messageId]);
    const reason = `${by.name} cancelled it.`;
    const cancelled = await cancelQueued(tx, { messageId, recipients, reason });
    if (cancelled === 0) throw new AppError("MESSAGE_SETTLED", { message: messageId, reason: "Nothing of it waits." });
    if (await endEmptyHold(tx, messageId)) await deps.release?.withdraw(tx, messageId, reason);
    await wakeSettled(deps, tx, [messageId]);
    await deps.audit?.(tx, { ...recordOf(messageId, "cancel", by), detail: { recipients: cancelled } });
  });
}

/**
 * Sends to those again who are in one of these states. What is unknown may have arrived: name it only when the recipients
 * were asked.
 * @throws AppError MESSAGE_SETTLED when nobody is
 */
export async function retryMessage(
  deps: Pick<NotifyDeps, "store" | "audit">,
  messageId: number,
  { recipients, by, states }: MessageChange & { readonly states: readonly RetriedState[] },
): Promise<void> {
  await deps.store.transaction(async (tx) => {
    await lockMessages(tx, [messageId]);
    const retried = await retryDeliveries(tx, { messageId, states, recipients });
    if (retried === 0) {
      const reason = `No recipient of it is ${states.join(" or ")}.`;
      throw new AppError("MESSAGE_SETTLED", { message: messageId, reason });
    }
    await deps.audit?.(tx, {
      ...recordOf(messageId, "retry", by),
      detail: { recipients: retried, states: states.join(", ") },
    });
  });
}

function recordOf(messageId: number, verb: "cancel" | "retry", by: Actor) {
  const subject = { kind: "message", id: String(messageId) };
  return { by, action: `messages.${verb}`, subject, outcome: "done" } as const;
}
