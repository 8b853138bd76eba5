import { AppError, type Problem } from "@belfry/model";
import type { Tx } from "@belfry/store";
import { lockLine } from "../limits/gate-line.ts";
import type { CompiledRule } from "../rules/compile-rule.ts";
import { selectPastRuns } from "../sql/action-runs/select-past-runs.ts";
import type { EndedExecution } from "../sql/executions/lock-ended-execution.ts";
import { recallParent } from "../sql/executions/recall-parent.ts";
import { reopenExecutions, type ReopenedExecution } from "../sql/executions/reopen-executions.ts";
import { selectCreatedDays } from "../sql/executions/select-created-days.ts";
import { selectFailedChildren } from "../sql/executions/select-failed-children.ts";
import { setRuleVersions } from "../sql/executions/set-rule-versions.ts";
import { compareFinishedSteps } from "./compare-finished-steps.ts";
import { queueAgain } from "./open-again.ts";
import type { Retried, RetryDeps } from "./retry.ts";

/**
 * Opens an execution again. Its finished actions stay; the one that failed is tried anew, with as many attempts as at
 * first. A parent is opened with its failed children, a child together with its parent, so that the parent again says what
 * became of all of them.
 */
export async function retryFromFailed(
  deps: Pick<RetryDeps, "rules">,
  tx: Tx,
  found: EndedExecution,
  rule: CompiledRule,
): Promise<Retried> {
  const { id, ruleVersion } = found;
  const childIds = await selectFailedChildren(tx, id);
  if (rule.version !== ruleVersion) await checkVersion(deps, tx, [id, ...childIds], rule);
  // The order of all locks: gates, then the queue.
  const line = await lockLine(tx, [{ rule, child: { parentId: found.parentId ?? undefined } }]);
  if (rule.version !== ruleVersion) await setRuleVersions(tx, [id, ...childIds], rule.version);
  const opened = await reopenExecutions(tx, [id]);
  const children = childIds.length === 0 ? [] : await reopenExecutions(tx, childIds);
  const parents = await reopenParent(tx, found);
  // A parent waits for its children; the one that was asked for works itself unless it has any.
  const waiting = [...parents, ...(children.length > 0 ? opened : [])];
  const working = children.length > 0 ? children : opened;
  await queueAgain(tx, rule, line, [
    ...waiting.map((execution) => ({ execution, waiting: true })),
    ...working.map((execution) => ({ execution, waiting: false })),
  ]);
  return { rule: rule.slug, executionId: id, opened: working.map((execution) => execution.id) };
}

/**
 * Opens the parent of a child again. One that has not ended yet is taken from its node, which may be about to end it. What
 * called an execution is retried by itself: it may have gone on without what it called.
 */
async function reopenParent(tx: Tx, { parentId, itemIndex }: EndedExecution): Promise<ReopenedExecution[]> {
  if (parentId === null || itemIndex === null) return [];
  await recallParent(tx, parentId);
  return reopenExecutions(tx, [parentId]);
}

/** @throws AppError RETRY_STEPS_DIFFER, which says what differs */
async function checkVersion(
  deps: Pick<RetryDeps, "rules">,
  tx: Tx,
  ids: readonly number[],
  after: CompiledRule,
): Promise<void> {
  for (const { id, ruleVersion, redrive, createdOn } of await selectCreatedDays(tx, ids)) {
    if (ruleVersion === after.version) continue;
    const before = await deps.rules.get(after.id, ruleVersion);
    const runs = await selectPastRuns(tx, { id, createdOn });
    const problems: Problem[] = compareFinishedSteps({ before, after }, runs, redrive + 1);
    if (problems.length > 0)
      throw new AppError("RETRY_STEPS_DIFFER", { execution: id, version: after.version, problems });
  }
}
