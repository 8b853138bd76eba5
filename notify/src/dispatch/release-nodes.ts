import type { Tx } from "@belfry/store";
import type { NotifyDeps } from "../notify-context.ts";
import { findHeldMessages } from "../sql/find-held-messages.ts";
import { lockMessages } from "../sql/lock-messages.ts";
import { releaseDeliveries } from "../sql/release-deliveries.ts";
import { wakeSettled } from "./wake-settled.ts";

const REASON =
  "The process that was sending it ended before it could write down the answer. The message may have arrived; it is not sent again by itself.";

/**
 * Takes over from nodes that are gone, in the transaction of whoever noticed it and removed them from belfry.nodes. A node
 * that is wrongly taken for dead and goes on sending can neither write its outcome nor take new work.
 */
export async function releaseNodes(
  deps: Pick<NotifyDeps, "wakeExecution">,
  tx: Tx,
  nodeIds: readonly number[],
): Promise<void> {
  for (;;) {
    // A second round finds what the node took between the search and the locks.
    const messageIds = nodeIds.length === 0 ? [] : await findHeldMessages(tx, nodeIds);
    if (messageIds.length === 0) return;
    await lockMessages(tx, messageIds);
    await releaseDeliveries(tx, { nodeIds, messageIds, reason: REASON });
    await wakeSettled(deps, tx, messageIds);
  }
}
