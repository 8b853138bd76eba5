/**
 * Writes new messages: message, deliveries, the claim on its business key, the question to a second person and the line in
 * the audit trail are one transaction. Messages that are accepted at the same time share it, and so one fsync.
 *
 * What must hold: written again after a lost answer, nothing is there twice. The key of a message decides: whatever it
 * brings with it happens only for messages that this statement inserted.
 */
import { type Actor, type AuditRecord, AppError } from "@belfry/model";
import { createGroupWriter, type GroupWriter, type Store, type Tx } from "@belfry/store";
import type { NotifyDeps } from "../notify-context.ts";
import { askForRelease, HELD, holdLimitOf, installationLimit } from "../release/hold-message.ts";
import type { MessageRelease } from "../release/message-release.ts";
import { claimBusinessKeys } from "../sql/claim-business-keys.ts";
import { findSentMessages, type SentRow } from "../sql/find-sent-messages.ts";
import { insertEscalations } from "../sql/insert-escalations.ts";
import { insertMessages, type NewMessage } from "../sql/insert-messages.ts";
import type { Origin } from "./origin.ts";

/** A message that is valid and has not been written. */
export interface PendingMessage extends Omit<NewMessage, "heldFor" | "sentBy"> {
  readonly origin: Origin | undefined;
  readonly by: Actor | undefined;
  /** The messages before it that nobody got in time. @default none */
  readonly chain?: readonly number[];
  /** What became of it, once it is committed: the writer itself only says that it is. */
  sent?: SentRow;
}

type MessageWrites = { readonly message: PendingMessage };
export type MessageWriter = GroupWriter<MessageWrites>;

interface WriterDeps {
  readonly release?: MessageRelease | undefined;
  readonly audit?: ((tx: Tx, record: AuditRecord) => Promise<void>) | undefined;
}

export function createMessageWriter(
  deps: WriterDeps & Pick<NotifyDeps, "log"> & { readonly store: Pick<Store, "transaction" | "query"> },
): MessageWriter {
  return createGroupWriter<MessageWrites>({
    store: deps.store,
    statements: {
      async message(tx, messages) {
        await writeMessages(deps, tx, messages);
        return new Set();
      },
    },
    refusal: () => new AppError("INTERNAL", { reason: "A message was refused that nobody refuses." }),
    onRetry: (error) => deps.log.warn("Messages could not be written; trying again.", { error: String(error) }),
  });
}

/** Writes those of the messages whose keys are new. */
export async function writeMessages(deps: WriterDeps, tx: Tx, messages: readonly PendingMessage[]): Promise<void> {
  const byKey = new Map<string, PendingMessage>();
  for (const message of messages) if (!byKey.has(message.idempotencyKey)) byKey.set(message.idempotencyKey, message);
  const ofInstallation = await installationLimit(deps, tx);
  const isHeld = ({ origin, by, recipients }: PendingMessage) =>
    (origin ?? by) !== undefined && recipients.length > holdLimitOf(ofInstallation, origin);

  const wanted = [...byKey.values()].map((message) => ({
    ...message,
    sentBy: message.origin === undefined ? message.by?.name : undefined,
    heldFor: isHeld(message) ? HELD : undefined,
  }));
  const ids = await insertMessages(tx, wanted);
  const written = wanted.flatMap((message) => {
    const messageId = ids.get(message.idempotencyKey);
    return messageId === undefined ? [] : [{ ...message, messageId }];
  });
  const claims = written.flatMap(({ messageId, options: { business } }) =>
    business === undefined ? [] : [{ messageId, windowMs: business.windowMs }],
  );
  if (claims.length > 0) await claimBusinessKeys(tx, claims);
  const escalations = written.flatMap(({ messageId, chain = [], options: { escalation } }) =>
    escalation === undefined ? [] : [{ ...escalation, messageId, chain }],
  );
  if (escalations.length > 0) await insertEscalations(tx, escalations);
  for (const message of written) {
    if (message.heldFor === undefined) continue;
    const { messageId, channel, content, recipients, executionId, origin, by } = message;
    const limit = holdLimitOf(ofInstallation, origin);
    const held = { messageId, channel, content, recipientCount: recipients.length, limit };
    await askForRelease(deps, tx, held, { executionId, origin, by, labels: message.options.labels });
  }
  // Before the audit trail, from which on others wait.
  const sent = new Map((await findSentMessages(tx, [...byKey.keys()])).map((row) => [row.key, row]));
  for (const message of messages) {
    const row = sent.get(message.idempotencyKey);
    if (row !== undefined) message.sent = row;
  }
  await auditMessages(deps, tx, written);
}

/** One line for each sender: whoever writes into the trail makes everybody else wait who does. */
async function auditMessages(
  { audit }: WriterDeps,
  tx: Tx,
  written: readonly (PendingMessage & { readonly messageId: number })[],
): Promise<void> {
  if (audit === undefined) return;
  // What a rule sends is in the ledger with its execution.
  const byPeople = written.filter(({ origin, by }) => origin === undefined && by !== undefined);
  for (const messages of Map.groupBy(byPeople, ({ by }) => `${by?.kind} ${by?.name}`).values()) {
    const [first] = messages;
    if (first?.by === undefined) continue;
    const last = messages.at(-1) ?? first;
    await audit(tx, {
      by: first.by,
      action: "messages.send",
      subject: {
        kind: "message",
        id: messages.length === 1 ? String(first.messageId) : `${first.messageId}-${last.messageId}`,
      },
      outcome: "done",
      detail: {
        channels: [...new Set(messages.map(({ channel }) => channel))].join(", "),
        messages: messages.length,
        recipients: messages.reduce((sum, { recipients }) => sum + recipients.length, 0),
      },
    });
  }
}
