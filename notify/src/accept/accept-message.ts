import { AppError, isSettled, type OutgoingMessage, type Problem } from "@belfry/model";
import type { Notified } from "@belfry/plugin-kit";
import type { Store } from "@belfry/store";
import { repeatMessage } from "../release/hold-message.ts";
import { findMessageByKey, type MessageHold } from "../sql/find-message-by-key.ts";
import { readClock } from "../sql/read-clock.ts";
import type { AcceptDeps } from "./accept-deps.ts";
import type { AcceptOptions } from "./accept-options.ts";
import type { PendingMessage } from "./message-writer.ts";
import { validateMessage } from "./validate-message.ts";

/**
 * Accepts a message: afterwards it and its deliveries are durable, all or nothing. A second call with the same key
 * returns what became of the first and looks at nothing but the key.
 *
 * A message with more recipients than the installation or its rule allows is held in the same transaction: it is not due
 * until a second person has released it. Splitting it into several smaller ones is not noticed here.
 *
 * @throws AppError REQUEST_INVALID, CHANNEL_NOT_FOUND, ACCOUNT_NOT_FOUND, ARTIFACT_NOT_FOUND, ATTACHMENT_TOO_LARGE,
 * CONTENT_REFUSED; nothing was accepted then. APPROVAL_REJECTED, APPROVAL_EXPIRED for one that was held and not released
 */
export async function acceptMessage(
  deps: AcceptDeps,
  message: OutgoingMessage,
  options: AcceptOptions,
): Promise<Notified> {
  const { idempotencyKey, redrive = 0 } = options;
  checkKey(idempotencyKey);
  const before = await currentState(deps.store, idempotencyKey);
  if (before === undefined) {
    await deps.writer.write("message", await pendingMessage(deps, message, options));
    deps.onDue();
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

/** @throws AppError like `acceptMessage`, for what is wrong with the message itself */
export async function pendingMessage(
  deps: AcceptDeps,
  message: OutgoingMessage,
  { idempotencyKey, executionId, redrive = 0, origin, by }: AcceptOptions,
): Promise<PendingMessage> {
  const valid = await validateMessage(deps, message);
  const { scheduledAt, expiresAt } = valid.options;
  if (scheduledAt !== undefined || expiresAt !== undefined) {
    checkTimes({ scheduledAt, expiresAt }, await readClock(deps.store));
  }
  const labels = { ...origin?.labels, ...valid.options.labels };
  return {
    ...valid,
    channel: valid.channel.id,
    options: { ...valid.options, labels },
    idempotencyKey,
    executionId,
    redrive,
    origin,
    by,
  };
}

/** A message far ahead of its time is forgotten by those who sent it, and outlives the files it brings. */
const MOST_AHEAD_MS = 366 * 86_400_000;

function checkTimes(times: Record<"scheduledAt" | "expiresAt", Date | undefined>, now: Date): void {
  const { scheduledAt, expiresAt } = times;
  const problems: Problem[] = [];
  if (scheduledAt !== undefined && scheduledAt.getTime() - now.getTime() > MOST_AHEAD_MS) {
    const message = "It is more than a year away.";
    problems.push({ path: "scheduledAt", message, remedy: "Send it later, or by a rule with a schedule." });
  }
  if (expiresAt !== undefined && expiresAt <= now) {
    const message = "The message has expired already.";
    problems.push({ path: "expiresAt", message, remedy: "Name a time that is still to come." });
  }
  if (problems.length > 0) throw new AppError("REQUEST_INVALID", { problems });
}

function checkKey(idempotencyKey: string): void {
  if (idempotencyKey !== "" && idempotencyKey.length <= 256) return;
  const problem = {
    path: "idempotencyKey",
    message: "The key is empty or too long.",
    remedy: "Use 1 to 256 characters.",
  };
  throw new AppError("REQUEST_INVALID", { problems: [problem] });
}

/** The answer to whoever accepted a message. @throws AppError APPROVAL_REJECTED, APPROVAL_EXPIRED */
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

export type CurrentState = Notified & { readonly hold: MessageHold };

export async function currentState(store: Store, idempotencyKey: string): Promise<CurrentState | undefined> {
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
