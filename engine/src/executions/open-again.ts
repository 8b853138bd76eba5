import type { Tx } from "@belfry/store";
import type { CompiledRule } from "../rules/compile-rule.ts";
import { enqueueExecutions, type QueuedExecution } from "../sql/executions/enqueue-executions.ts";
import { reopenExecutions, type ReopenedExecution } from "../sql/executions/reopen-executions.ts";
import { selectFailedChildren } from "../sql/executions/select-failed-children.ts";

/**
 * Opens an execution again that another one had called, with the items of its list that failed. One that has not ended, or
 * has ended well, stays as it is. Call it with the gates locked, and open them afterwards.
 */
export async function openAgain(tx: Tx, id: number, rule: CompiledRule): Promise<void> {
  const opened = await reopenExecutions(tx, [id]);
  const children = opened.length === 0 ? [] : await reopenExecutions(tx, await selectFailedChildren(tx, id));
  await enqueueExecutions(tx, [
    ...opened.map((execution) => queuedAgain(execution, rule, { waiting: children.length > 0 })),
    ...children.map((execution) => queuedAgain(execution, rule, { waiting: false })),
  ]);
}

/** An execution that was opened again, as it stands in the queue. */
export function queuedAgain(
  execution: ReopenedExecution,
  rule: CompiledRule,
  { waiting }: { readonly waiting: boolean },
): QueuedExecution {
  const isParent = rule.forEach !== undefined && execution.itemIndex === null;
  return {
    id: execution.id,
    ruleId: execution.ruleId,
    parentId: execution.parentId,
    priority: rule.priority,
    redrive: execution.redrive,
    // A parent takes no place at the gate: its children would wait for it, and it for them.
    gated: rule.gate !== undefined && !isParent,
    waiting,
  };
}
