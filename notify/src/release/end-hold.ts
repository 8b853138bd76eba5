/**
 * The end of a hold. The message is locked first and its execution woken after, as wherever deliveries are settled; the
 * dispatcher sees a released delivery as one that has just become due.
 */
import type { Tx } from "@belfry/store";
import { wakeSettled } from "../dispatch/wake-settled.ts";
import type { NotifyDeps } from "../notify-context.ts";
import { cancelHeld } from "../sql/cancel-held.ts";
import { lockMessages } from "../sql/lock-messages.ts";
import { releaseHeld } from "../sql/release-held.ts";
import type { HoldEnd } from "./message-release.ts";

/** Makes a held message due. Nothing happens to one that is not held. */
export async function releaseMessage(tx: Tx, messageId: number): Promise<void> {
  await lockMessages(tx, [messageId]);
  await releaseHeld(tx, messageId);
}

/** Cancels what a held message has not sent, and wakes the execution that waits for it. */
export async function refuseMessage(
  deps: Pick<NotifyDeps, "wakeExecution">,
  tx: Tx,
  messageId: number,
  end: HoldEnd,
): Promise<void> {
  await lockMessages(tx, [messageId]);
  await cancelHeld(tx, messageId, end);
  await wakeSettled(deps, tx, [messageId]);
}
