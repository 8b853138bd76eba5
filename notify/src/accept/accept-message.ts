import { AppError, isSettled, type OutgoingMessage } from "@belfry/model";
import type { Notified } from "@belfry/plugin-kit";
import type { Store, Tx } from "@belfry/store";
import { askForRelease, HELD, holdLimit, repeatMessage } from "../release/hold-message.ts";
import { findMessageByKey, type MessageHold } from "../sql/find-message-by-key.ts";
import { insertMessage } from "../sql/insert-message.ts";
import type { AcceptDeps, AcceptOptions } from "./accept-options.ts";
import { validateMessage, type ValidMessage } from "./validate-message.ts";

/**
 * Accepts a message: afterwards it and its deliveries are durable, all or nothing. A second call with the same key
 * returns what became of the first and looks at nothing but the key.
 *
 * A message with more recipients than the installation or its rule allows is held in the same transaction: it is not due
 * until a second person has released it. Splitting it into several smaller ones is not noticed here.
 *
 * @throws AppError REQUEST_INVALID, CHANNEL_NOT_FOUND, ACCOUNT_NOT_FOUND, ARTIFACT_NOT_FOUND, ATTACHMENT_TOO_LARGE;
 * nothing was accepted then. APPROVAL_REJECTED, APPROVAL_EXPIRED for one that was held and not released
 */
export async function acceptMessage(
  deps: AcceptDeps,
  message: OutgoingMessage,
  options: AcceptOptions,
): Promise<Notified> {
  const { idempotencyKey, redrive = 0 } = options;
  if (idempotencyKey === "" || idempotencyKey.length > 256) {
    const problem = {
      path: "idempotencyKey",
      message: "The key is empty or too long.",
      remedy: "Use 1 to 256 characters.",
    };
    throw new AppError("REQUEST_INVALID", { problems: [problem] });
  }
  const before = await currentState(deps.store, idempotencyKey);
  if (before === undefined) {
    const valid = await validateMessage(deps, message);
    const due = await deps.store.transaction((tx) => insertOrHold(deps, tx, valid, options));
    if (due) deps.onDue();
  } else if (redrive > 0) {
    const again = await deps.store.transaction((tx) => repeatMessage(deps, tx, options, redrive));
    if (again === "unchanged") return settled(before);
    if (again === "due") deps.onDue();
  } else {
    return settled(before);
  }
  const accepted = await currentState(deps.store, idempotencyKey);
  if (accepted === undefined) throw new AppError("INTERNAL", { reason: "A message vanished while it was accepted." });
  return settled(accepted);
}

/** Writes a new message, held or due. Returns whether something became due. */
async function insertOrHold(deps: AcceptDeps, tx: Tx, valid: ValidMessage, options: AcceptOptions): Promise<boolean> {
  const { idempotencyKey, executionId, redrive = 0, origin } = options;
  const { recipients, content } = valid;
  const limit = await holdLimit(deps, tx, origin);
  const held = origin !== undefined && recipients.length > limit;
  const channel = valid.channel.id;
  const fresh = { ...valid, channel, idempotencyKey, executionId, redrive, origin, heldFor: held ? HELD : undefined };
  const messageId = await insertMessage(tx, fresh);
  if (messageId === undefined) return false;
  if (!held) return true;
  await askForRelease(
    deps,
    tx,
    { messageId, channel, content, recipientCount: recipients.length, limit },
    { executionId, origin },
  );
  return false;
}

/** @throws AppError APPROVAL_REJECTED, APPROVAL_EXPIRED */
function settled({ hold, ...notified }: CurrentState): Notified {
  const reason = notified.deliveries[0]?.reason ?? "";
  switch (hold) {
    case "expired":
      throw new AppError("APPROVAL_EXPIRED", { message: notified.messageId, reason });
    case "rejected":
    case "withdrawn":
      throw new AppError("APPROVAL_REJECTED", { message: notified.messageId, reason });
    case "waiting":
      return { ...notified, held: true };
    case "released":
    case null:
      return notified;
  }
}

type CurrentState = Notified & { readonly hold: MessageHold };

async function currentState(store: Store, idempotencyKey: string): Promise<CurrentState | undefined> {
  const rows = await findMessageByKey(store, idempotencyKey);
  const [first] = rows;
  if (first === undefined) return undefined;
  return {
    messageId: first.messageId,
    hold: first.hold,
    status: rows.every(({ state }) => isSettled(state)) ? "settled" : "waiting",
    deliveries: rows.map(({ recipient, state, reason }) =>
      reason === null ? { recipient, state } : { recipient, state, reason },
    ),
  };
}
