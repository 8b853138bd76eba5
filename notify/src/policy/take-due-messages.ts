import type { Tx } from "@belfry/store";
import { composeClaimed } from "../digest/compose-claimed.ts";
import type { DigestDeps } from "../digest/write-content.ts";
import { keptForUrgent } from "../dispatch/send-slots.ts";
import { wakeSettled } from "../dispatch/wake-settled.ts";
import type { NotifyDeps } from "../notify-context.ts";
import { claimDueMessages, type ClaimedMessage } from "../sql/claim-due-messages.ts";
import { endEmptyHold } from "../sql/end-empty-hold.ts";
import { expireDeliveries } from "../sql/expire-deliveries.ts";
import { judgeClaimed } from "./judge-claimed.ts";

/** How often in a row everything that was claimed may be held back: behind a thousand for the night others wait. */
const MOST_ROUNDS = 20;
const EXPIRED_AT_ONCE = 200;

type Deps = Pick<NotifyDeps, "wakeExecution" | "release" | "channels"> & DigestDeps;

/**
 * Takes what is due and may be sent now, and ends what has expired. With few hands free only what is urgent is taken.
 * @param free how many messages this process can send besides those under way, of `atMost` in all
 */
export async function takeDueMessages(
  deps: Deps,
  tx: Tx,
  { node, free, atMost }: { readonly node: number; readonly free: number; readonly atMost: number },
): Promise<ClaimedMessage[]> {
  await endExpired(deps, tx);
  const wanted = { node, limit: free, others: Math.max(free - keptForUrgent(atMost), 0) };
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    const claimed = await claimDueMessages(tx, wanted);
    if (claimed.length === 0) return [];
    const sendable = await judgeClaimed(deps, tx, await composeClaimed(deps, tx, claimed));
    if (sendable.length > 0) return sendable;
  }
  return [];
}

async function endExpired(deps: Deps, tx: Tx): Promise<void> {
  const messageIds = await expireDeliveries(tx, EXPIRED_AT_ONCE);
  if (messageIds.length === 0) return;
  for (const messageId of messageIds) {
    if (await endEmptyHold(tx, messageId)) await deps.release?.withdraw(tx, messageId, "The message has expired.");
  }
  await wakeSettled(deps, tx, messageIds);
}
