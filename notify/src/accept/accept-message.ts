import { AppError, isSettled, type OutgoingMessage } from "@belfry/model";
import type { Notified } from "@belfry/plugin-kit";
import type { Store } from "@belfry/store";
import { findMessageByKey } from "../sql/find-message-by-key.ts";
import { insertMessage } from "../sql/insert-message.ts";
import { redriveMessage } from "../sql/redrive-message.ts";
import { validateMessage, type ValidationDeps } from "./validate-message.ts";

export interface AcceptOptions {
  /** Names the message once and for all: the same key never makes a second message. */
  readonly idempotencyKey: string;
  /** The execution to wake when every delivery is settled. @default nobody waits */
  readonly executionId?: number;
  /**
   * How often a person asked for a retry. A number larger than the message knows puts its failed and unknown deliveries
   * back to queued. @default 0
   */
  readonly redrive?: number;
}

export interface AcceptDeps extends ValidationDeps {
  readonly store: Store;
  /** Called after a commit that made something due. */
  onDue(): void;
}

/**
 * Accepts a message: afterwards it and its deliveries are durable, all or nothing. A second call with the same key
 * returns what became of the first and looks at nothing but the key.
 *
 * @throws AppError REQUEST_INVALID, CHANNEL_NOT_FOUND, ACCOUNT_NOT_FOUND, ARTIFACT_NOT_FOUND, ATTACHMENT_TOO_LARGE;
 * nothing was accepted then
 */
export async function acceptMessage(
  deps: AcceptDeps,
  message: OutgoingMessage,
  options: AcceptOptions,
): Promise<Notified> {
  const { idempotencyKey, executionId, redrive = 0 } = options;
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
    const fresh = { ...valid, channel: valid.channel.id, idempotencyKey, executionId, redrive };
    const inserted = await deps.store.transaction((tx) => insertMessage(tx, fresh));
    if (inserted !== undefined) deps.onDue();
  } else if (redrive > 0) {
    const again = await deps.store.transaction((tx) => redriveMessage(tx, { idempotencyKey, redrive }));
    if (!again) return before;
    deps.onDue();
  } else {
    return before;
  }
  const accepted = await currentState(deps.store, idempotencyKey);
  if (accepted === undefined) throw new AppError("INTERNAL", { reason: "A message vanished while it was accepted." });
  return accepted;
}

async function currentState(store: Store, idempotencyKey: string): Promise<Notified | undefined> {
  const rows = await findMessageByKey(store, idempotencyKey);
  const [first] = rows;
  if (first === undefined) return undefined;
  return {
    messageId: first.messageId,
    status: rows.every(({ state }) => isSettled(state)) ? "settled" : "waiting",
    deliveries: rows.map(({ recipient, state, reason }) =>
      reason === null ? { recipient, state } : { recipient, state, reason },
    ),
  };
}
