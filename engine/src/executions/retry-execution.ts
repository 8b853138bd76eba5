import { AppError, type Actor } from "@belfry/model";
import type { Store, Tx } from "@belfry/store";
import type { Audit } from "../audit.ts";
import type { RuleCache } from "../rules/rule-cache.ts";
import type { CompiledRule } from "../rules/compile-rule.ts";
import { enqueueExecutions, type QueuedExecution } from "../sql/executions/enqueue-executions.ts";
import { recallParent } from "../sql/executions/recall-parent.ts";
import { reopenExecutions, type ReopenedExecution } from "../sql/executions/reopen-executions.ts";
import { selectFailedChildren } from "../sql/executions/select-failed-children.ts";
import { lockGates } from "../sql/gates/lock-gates.ts";
import { openGates } from "../sql/gates/open-gates.ts";

/** A parent may have a hundred thousand failed children; the audit trail is not the place to list them. */
const MOST_NAMED = 100;

/**
 * Opens a failed or cancelled execution again. Its finished actions stay; the one that failed is tried anew, with as many
 * attempts as at first. A parent is opened with its failed children, a child together with its parent, so that the parent
 * again says what became of all of them.
 */
export async function retryExecution(
  deps: { readonly store: Store; readonly rules: RuleCache; readonly audit: Audit },
  id: number,
  by: Actor,
): Promise<void> {
  await deps.store.transaction(async (tx) => {
    const [opened] = await reopenExecutions(tx, [id]);
    if (opened === undefined) throw new AppError("EXECUTION_NOT_RETRYABLE", { execution: id });
    const rule = await deps.rules.get(opened.ruleId, opened.ruleVersion);
    // The order of all locks: gates, then the queue.
    const gates = rule.gate === undefined ? [] : [{ ruleId: rule.id, limit: rule.gate.limit }];
    await lockGates(tx, gates);
    const children = await reopenExecutions(tx, await selectFailedChildren(tx, id));
    const parents = await reopenParent(tx, opened);
    // A parent waits for its children; the one that was asked for works itself unless it has any.
    const waiting = [...parents, ...(children.length > 0 ? [opened] : [])];
    const working = children.length > 0 ? children : [opened];
    await enqueueExecutions(tx, [
      ...waiting.map((execution) => queuedAgain(execution, rule, { waiting: true })),
      ...working.map((execution) => queuedAgain(execution, rule, { waiting: false })),
    ]);
    await openGates(tx, gates);
    const subject = { kind: "execution", id: String(id) };
    const detail = { rule: rule.slug, opened: working.map((execution) => execution.id).slice(0, MOST_NAMED) };
    await deps.audit(tx, { by, action: "executions.retry", subject, outcome: "done", detail });
  });
}

/**
 * Opens the parent of a child again. One that has not ended yet is taken from its node, which may be about to end it. What
 * called an execution is retried by itself: it may have gone on without what it called.
 */
async function reopenParent(tx: Tx, { parentId, itemIndex }: ReopenedExecution): Promise<ReopenedExecution[]> {
  if (parentId === null || itemIndex === null) return [];
  await recallParent(tx, parentId);
  return reopenExecutions(tx, [parentId]);
}

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

function queuedAgain(
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
