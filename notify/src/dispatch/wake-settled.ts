import type { Tx } from "@belfry/store";
import type { NotifyDeps } from "../notify-context.ts";
import { findSettledExecutions } from "../sql/find-settled-executions.ts";

/** Wakes the executions that waited for these messages, if nothing of them is open. The messages are locked by the caller. */
export async function wakeSettled(
  deps: Pick<NotifyDeps, "wakeExecution">,
  tx: Tx,
  messageIds: readonly number[],
): Promise<void> {
  for (const executionId of await findSettledExecutions(tx, messageIds)) await deps.wakeExecution(tx, executionId);
}
