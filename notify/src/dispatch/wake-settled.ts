import type { Tx } from "@belfry/store";
import type { NotifyDeps } from "../notify-context.ts";
import { findSettledExecutions } from "../sql/find-settled-executions.ts";
import { followDigests } from "../sql/follow-digests.ts";
import { lockGathered } from "../sql/lock-gathered.ts";

/**
 * Wakes the executions that waited for these messages, if nothing of them is open. What a digest among them gathered gets
 * its fate before. The messages are locked by the caller.
 */
export async function wakeSettled(
  deps: Pick<NotifyDeps, "wakeExecution">,
  tx: Tx,
  messageIds: readonly number[],
): Promise<void> {
  const gathered = await lockGathered(tx, messageIds);
  if (gathered.length > 0) await followDigests(tx, messageIds);
  for (const executionId of await findSettledExecutions(tx, [...messageIds, ...gathered]))
    await deps.wakeExecution(tx, executionId);
}
