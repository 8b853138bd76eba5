/**
 * Sends the next message of a chain when nobody has got the ones before in time. A step is decided once: its row is locked
 * while its message is written, in one transaction, under a key of the step.
 */
import { AppError, isAppError, systemActor, type Actor } from "@belfry/model";
import type { DueSource, Store, Tx } from "@belfry/store";
import type { AcceptDeps } from "../accept/accept-deps.ts";
import { pendingMessage } from "../accept/accept-message.ts";
import { writeMessages } from "../accept/message-writer.ts";
import type { NotifyDeps } from "../notify-context.ts";
import { INBOX, noticeIdOf } from "../inbox/inbox-channel.ts";
import { acknowledge } from "../sql/acknowledge.ts";
import { endEscalation } from "../sql/end-escalation.ts";
import { findMessageByKey } from "../sql/find-message-by-key.ts";
import { findNoticeMessage } from "../sql/find-notice-message.ts";
import { takeDueEscalation, type DueEscalation } from "../sql/take-due-escalation.ts";

export interface Escalator {
  /** Notes that somebody has seen a message, which ends its escalation. Safe to call twice. @throws AppError MESSAGE_NOT_FOUND */
  acknowledgeMessage(messageId: number, options: { readonly by: Actor }): Promise<void>;
  /**
   * The same for the message that a notice of the inbox shows, in the transaction in which a person reads it. Nothing
   * happens when it shows none, or the message is gone.
   */
  acknowledgeNotice(tx: Tx, notice: { readonly keyHash: Uint8Array; readonly by: Actor }): Promise<void>;
  /** Decides what is due now. Resolves when nothing is. */
  escalate(): Promise<void>;
  readonly escalationSource: DueSource;
}

export function createEscalator(deps: AcceptDeps & Pick<NotifyDeps, "log"> & { readonly store: Store }): Escalator {
  let running: Promise<void> | undefined;
  const escalate = (): Promise<void> =>
    (running ??= run(deps).finally(() => {
      running = undefined;
    }));
  return {
    escalate,
    async acknowledgeMessage(messageId, { by }) {
      const isThere = await deps.store.transaction((tx) => acknowledgeIn(deps, tx, messageId, by));
      if (!isThere) throw new AppError("MESSAGE_NOT_FOUND", { message: messageId });
    },
    async acknowledgeNotice(tx, { keyHash, by }) {
      const messageId = await findNoticeMessage(tx, { channel: INBOX, notice: noticeIdOf(keyHash) });
      if (messageId !== undefined) await acknowledgeIn(deps, tx, messageId, by);
    },
    escalationSource: {
      name: "escalations",
      nextDueSql: `(select min(due_at) from belfry.escalations where state = 'waiting')`,
      onDue() {
        escalate().catch((error: unknown) => {
          deps.log.warn("Messages could not be escalated; the next tick tries again.", { error: String(error) });
        });
      },
    },
  };
}

/** Returns whether there is such a message. */
async function acknowledgeIn(
  { audit }: Pick<AcceptDeps, "audit">,
  tx: Tx,
  messageId: number,
  by: Actor,
): Promise<boolean> {
  const done = await acknowledge(tx, { messageId, by: by.name });
  if (done !== "now") return done !== undefined;
  const subject = { kind: "message", id: String(messageId) };
  await audit?.(tx, { by, action: "messages.acknowledge", subject, outcome: "done" });
  return true;
}

async function run(deps: AcceptDeps & { readonly store: Store }): Promise<void> {
  for (;;) {
    const decided = await deps.store.transaction(async (tx) => {
      const due = await takeDueEscalation(tx);
      if (due === undefined) return false;
      if (due.reached !== null) {
        await endEscalation(tx, { messageId: due.messageId, state: "stopped", reason: due.reached });
        return true;
      }
      const key = `escalation:${due.messageId}`;
      try {
        const pending = await pendingMessage(deps, due.next, { idempotencyKey: key });
        const options = { ...pending.options, labels: { ...due.labels, ...pending.options.labels } };
        await writeMessages(deps, tx, [{ ...pending, options, ...originOf(due), chain: due.chain }]);
      } catch (error) {
        // What was valid when it was accepted is not any more: an account or a template has gone.
        if (!isAppError(error) || error.status >= 500) throw error;
        const reason = `The next message could not be sent: ${error.message}`;
        await endEscalation(tx, { messageId: due.messageId, state: "stopped", reason });
        return true;
      }
      const [sent] = await findMessageByKey(tx, key);
      const reason = `Nobody had it in time; message ${sent?.messageId} was sent instead.`;
      await endEscalation(tx, { messageId: due.messageId, state: "sent", reason, nextMessageId: sent?.messageId });
      return true;
    });
    if (!decided) return;
    deps.onDue();
  }
}

/** It belongs to whoever the first one belongs to. */
function originOf({ rule, action, executionId, sentBy }: DueEscalation) {
  return {
    executionId: executionId ?? undefined,
    origin: rule === null ? undefined : { rule, action: action ?? "", recipientsAbove: null },
    by: sentBy === null ? undefined : { ...systemActor, name: sentBy },
  };
}
