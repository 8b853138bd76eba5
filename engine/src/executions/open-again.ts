import type { Tx } from "@belfry/store";
import { standInLine, type GateLine } from "../limits/gate-line.ts";
import type { CompiledRule } from "../rules/compile-rule.ts";
import { enqueueExecutions } from "../sql/executions/enqueue-executions.ts";
import { reopenExecutions, type ReopenedExecution } from "../sql/executions/reopen-executions.ts";
import { selectFailedChildren } from "../sql/executions/select-failed-children.ts";

/** An execution that was opened again. */
export interface OpenedExecution {
  readonly execution: ReopenedExecution;
  /** Whether it waits for its children. */
  readonly waiting: boolean;
}

/**
 * Opens an execution again that another one had called, with the items of its list that failed. One that has not ended, or
 * has ended well, stays as it is. `line` holds the gates of the rule, locked.
 */
export async function openAgain(tx: Tx, id: number, rule: CompiledRule, line: GateLine): Promise<void> {
  const opened = await reopenExecutions(tx, [id]);
  const children = opened.length === 0 ? [] : await reopenExecutions(tx, await selectFailedChildren(tx, id));
  await queueAgain(tx, rule, line, [
    ...opened.map((execution) => ({ execution, waiting: children.length > 0 })),
    ...children.map((execution) => ({ execution, waiting: false })),
  ]);
}

/** Puts executions into the queue that were opened again: they pass the gates that they passed before. */
export async function queueAgain(
  tx: Tx,
  rule: CompiledRule,
  line: GateLine,
  opened: readonly OpenedExecution[],
): Promise<void> {
  const rows = opened.map(({ execution, waiting }) => ({
    id: execution.id,
    ruleId: execution.ruleId,
    parentId: execution.parentId,
    priority: rule.priority,
    redrive: execution.redrive,
    gates: line.gatesOf({
      rule,
      key: execution.gateKey ?? undefined,
      ...(execution.itemIndex === null
        ? { callerId: execution.parentId ?? undefined }
        : { child: { parentId: execution.parentId ?? undefined } }),
    }),
    waiting,
  }));
  await enqueueExecutions(
    tx,
    rows.map(({ gates, ...row }) => ({ ...row, gated: gates.length > 0 })),
  );
  await standInLine(tx, line, rows);
}
