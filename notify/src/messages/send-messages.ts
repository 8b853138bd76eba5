/** How people and programs hand messages in. What they are told is what the ledger keeps, after the commit. */
import { createHash, randomUUID } from "node:crypto";
import { AppError, isAppError, type Actor, type DeliveryState, type OutgoingMessage } from "@belfry/model";
import type { AcceptDeps } from "../accept/accept-deps.ts";
import { currentState, pendingMessage, type CurrentState } from "../accept/accept-message.ts";

export interface SendOptions {
  readonly by: Actor;
  /** Given by the sender: the same message under it is the same message. @default every call is another message */
  readonly idempotencyKey?: string;
}

/** A message that was taken. */
export interface SentMessage {
  readonly id: number;
  /** Whether it waits for a second person. */
  readonly held: boolean;
  readonly deliveries: readonly {
    readonly recipient: string;
    readonly state: DeliveryState;
    readonly reason?: string;
  }[];
}

/** @throws AppError like `acceptMessage` */
export async function sendMessage(
  deps: AcceptDeps,
  message: OutgoingMessage,
  { by, idempotencyKey }: SendOptions,
): Promise<SentMessage> {
  const key = keyOf(by, idempotencyKey, message);
  if (idempotencyKey !== undefined) {
    const before = await currentState(deps.store, key);
    if (before !== undefined) return sentOf(before);
  }
  const pending = await pendingMessage(deps, message, { idempotencyKey: key, by });
  await deps.writer.write("message", pending);
  deps.onDue();
  return pending.sent ?? vanished();
}

/**
 * Takes many messages at once: one that is refused does not take the others along. The answers stand in the order of the
 * messages.
 */
export async function sendMessages(
  deps: AcceptDeps,
  messages: readonly OutgoingMessage[],
  { by, idempotencyKey }: SendOptions,
): Promise<(SentMessage | AppError)[]> {
  // The accounts are looked at once and not a thousand times.
  const looked = new Map<string, ReturnType<AcceptDeps["largestMessage"]>>();
  const once: AcceptDeps = {
    ...deps,
    largestMessage(channel, account) {
      const name = JSON.stringify([channel.id, account]);
      const known = looked.get(name) ?? deps.largestMessage(channel, account);
      looked.set(name, known);
      return known;
    },
  };
  const pending = await Promise.all(
    messages.map(async (message, place) => {
      const key = keyOf(by, idempotencyKey, message, place);
      try {
        return await pendingMessage(once, message, { idempotencyKey: key, by });
      } catch (error) {
        if (isAppError(error) && error.status < 500) return error;
        throw error;
      }
    }),
  );
  const valid = pending.flatMap((one) => (one instanceof AppError ? [] : [one]));
  await Promise.all(valid.map((one) => deps.writer.write("message", one)));
  if (valid.length > 0) deps.onDue();
  return pending.map((one) => (one instanceof AppError ? one : (one.sent ?? vanished())));
}

function vanished(): never {
  throw new AppError("INTERNAL", { reason: "A message vanished while it was accepted." });
}

/**
 * The key under which the ledger knows it. It holds a hash of the message: a client whose key was kept for a day, and who
 * uses it again later for something else, sends something else.
 */
function keyOf(by: Actor, idempotencyKey: string | undefined, message: OutgoingMessage, place = 0): string {
  if (idempotencyKey === undefined) return `sent:${randomUUID()}`;
  const said = JSON.stringify([by.kind, by.name, idempotencyKey, place, message]);
  return `sent:${createHash("sha256").update(said).digest("hex")}`;
}

function sentOf({ messageId, hold, deliveries }: CurrentState): SentMessage {
  return { id: messageId, held: hold === "waiting", deliveries };
}
