import { AppError } from "@belfry/model";
import type { Store, Tx } from "@belfry/store";
import type { RuleCache } from "../rules/rule-cache.ts";
import { enqueueExecutions } from "../sql/executions/enqueue-executions.ts";
import { reopenExecutions, type ReopenedExecution } from "../sql/executions/reopen-executions.ts";
import { selectFailedChildren } from "../sql/executions/select-failed-children.ts";
import { lockGates } from "../sql/gates/lock-gates.ts";
import { openGates } from "../sql/gates/open-gates.ts";

/**
 * Opens a failed or cancelled execution again. Its finished actions stay; the one that failed is tried anew, with as many
 * attempts as at first. A parent is opened with its failed children, a child together with its parent, so that the parent
 * again says what became of all of them.
 */
export async function retryExecution(
  deps: { readonly store: Store; readonly rules: RuleCache },
  id: number,
): Promise<void> {
  await deps.store.transaction(async (tx) => {
    const [opened] = await reopenExecutions(tx, [id]);
    if (opened === undefined) throw new AppError("EXECUTION_NOT_RETRYABLE", { execution: id });
    const children = await reopenExecutions(tx, await selectFailedChildren(tx, id));
    const parents = opened.parentId === null ? [] : await reopenExecutions(tx, [opened.parentId]);
    // A parent waits for its children; the one that was asked for works itself unless it has any.
    await enqueue(deps, tx, [...parents, ...(children.length > 0 ? [opened] : [])], true);
    await enqueue(deps, tx, children.length > 0 ? children : [opened], false);
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
