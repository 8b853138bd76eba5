import type { Tx } from "@belfry/store";
import { lockLine } from "../limits/gate-line.ts";
import type { CompiledRule } from "../rules/compile-rule.ts";
import { leaveParent } from "../sql/executions/leave-parent.ts";
import type { EndedExecution } from "../sql/executions/lock-ended-execution.ts";
import { recallParent } from "../sql/executions/recall-parent.ts";
import { reopenExecutions } from "../sql/executions/reopen-executions.ts";
import { insertRetry } from "../sql/failures/insert-retry.ts";
import { queueAgain } from "./open-again.ts";
import type { Retried, RetryHow } from "./retry.ts";
import { startExecutions } from "./start-executions.ts";

/**
 * Starts an execution in the place of one that failed: with what started that one, and with keys of its own, so that
 * everything is done again. The old one keeps its record.
 *
 * A child takes the place in the list of its parent, which waits for it. What was called by another rule is started for
 * itself: its caller has long gone on without it.
 */
export async function retryFromStart(
  tx: Tx,
  found: EndedExecution,
  rule: CompiledRule,
  { version }: Pick<RetryHow, "version">,
): Promise<Retried> {
  const { id, parentId, itemIndex, item, trigger, gateKey } = found;
  // Defaults that the newest version adds; what it does not take is refused.
  const inputs = version === "latest" ? rule.inputs.parse(found.inputs) : found.inputs;
  const isChild = parentId !== null && itemIndex !== null;
  const line = await lockLine(tx, [{ rule, child: { parentId: found.parentId ?? undefined } }]);
  if (isChild) {
    await leaveParent(tx, id);
    await recallParent(tx, parentId);
    const parents = await reopenExecutions(tx, [parentId]);
    await queueAgain(
      tx,
      rule,
      line,
      parents.map((execution) => ({ execution, waiting: true })),
    );
  }
  const child = isChild ? { child: { parentId, index: itemIndex, item } } : {};
  const [executionId] = await startExecutions(tx, [
    { rule, trigger, inputs, ...child, ...(gateKey !== null && { key: gateKey }) },
  ]);
  if (executionId === undefined) throw new Error("An execution was written and has no id.");
  await insertRetry(tx, { id, retriedAs: executionId });
  return { rule: rule.slug, executionId, opened: [executionId] };
}
