import { setTimeout as pause } from "node:timers/promises";
import { AppError } from "@belfry/model";
import type { Store, Tx } from "@belfry/store";
import type { RuleCache } from "../rules/rule-cache.ts";
import { enqueueExecutions } from "../sql/executions/enqueue-executions.ts";
import { lockParent } from "../sql/executions/lock-parent.ts";
import { reopenExecutions, type ReopenedExecution } from "../sql/executions/reopen-executions.ts";
import { selectFailedChildren } from "../sql/executions/select-failed-children.ts";
import { lockGates } from "../sql/gates/lock-gates.ts";
import { openGates } from "../sql/gates/open-gates.ts";

/** A parent is held for moments only: it starts its children or counts them. Some two seconds, then something is wrong. */
const MAX_TRIES = 100;
const PARENT_BUSY_MS = 20;

/**
 * Opens a failed or cancelled execution again. Its finished actions stay; the one that failed is tried anew, with as many
 * attempts as at first. A parent is opened with its failed children, a child together with its parent, so that the parent
 * again says what became of all of them.
 */
export async function retryExecution(
  deps: { readonly store: Store; readonly rules: RuleCache },
  id: number,
): Promise<void> {
  for (let tries = 1; !(await openAgain(deps, id)); tries += 1) {
    if (tries === MAX_TRIES) {
      const reason = "Its parent is at work at this moment.";
      throw new AppError("EXECUTION_NOT_RETRYABLE", { execution: id, reason, remedy: "Try it again in a moment." });
    }
    await pause(PARENT_BUSY_MS);
  }
}

/** Returns false, and changes nothing, while a node is at work on the parent. */
async function openAgain(
  deps: { readonly store: Store; readonly rules: RuleCache },
  id: number,
): Promise<boolean> {
  const busy = new Error("The parent is busy.");
  const work = deps.store.transaction(async (tx) => {
    const [opened] = await reopenExecutions(tx, [id]);
    if (opened === undefined) throw new AppError("EXECUTION_NOT_RETRYABLE", { execution: id });
    // A parent that has just counted this child as failed would end as failed, and never hear how the retry went.
    if (opened.parentId !== null && (await lockParent(tx, opened.parentId))) throw busy;
    const children = await reopenExecutions(tx, await selectFailedChildren(tx, id));
    const parents = opened.parentId === null ? [] : await reopenExecutions(tx, [opened.parentId]);
    // A parent waits for its children; the one that was asked for works itself unless it has any.
    await enqueue(deps, tx, [...parents, ...(children.length > 0 ? [opened] : [])], true);
    await enqueue(deps, tx, children.length > 0 ? children : [opened], false);
    return true;
  });
  return work.catch((error: unknown) => {
    if (error === busy) return false;
    throw error;
  });
}

async function enqueue(
  deps: { readonly rules: RuleCache },
  tx: Tx,
  executions: readonly ReopenedExecution[],
  waiting: boolean,
): Promise<void> {
  const [first] = executions;
  if (first === undefined) return;
  const rule = await deps.rules.get(first.ruleId, first.ruleVersion);
  const gates = rule.gate === undefined || waiting ? [] : [{ ruleId: rule.id, limit: rule.gate.limit }];
  await lockGates(tx, gates);
  await enqueueExecutions(
    tx,
    executions.map((execution) => ({
      id: execution.id,
      ruleId: execution.ruleId,
      parentId: execution.parentId,
      priority: rule.priority,
      gated: gates.length > 0,
      waiting,
    })),
  );
  await openGates(tx, gates);
}
