/**
 * The parent of a rule-level `forEach`. It starts one child execution per item, once, and sleeps until each of them has
 * ended; every child that ends signals it. Then it ends itself, by what became of them.
 */
import type { Failure } from "@belfry/model";
import type { Scope } from "../rules/scope.ts";
import { gateKey } from "../limits/gate-key.ts";
import { startChildren, type ExecutionStart } from "../executions/start-executions.ts";
import { countChildren } from "../sql/executions/count-children.ts";
import { hasActiveChildren } from "../sql/executions/has-active-children.ts";
import type { ExecutionFrame } from "./execution-frame.ts";
import type { ExecutionOutcome } from "./execution-outcome.ts";
import { failureOf } from "./failure-of.ts";
import { heldBy } from "./held-by.ts";

/** What a parent comes to: like any execution, or it has no list to start children from. */
export type ParentOutcome = ExecutionOutcome | { readonly kind: "no-list"; readonly failure: Failure };

export async function runParent(frame: ExecutionFrame, items: (scope: Scope) => unknown): Promise<ParentOutcome> {
  const { deps, claimed } = frame;
  const children = await countChildren(deps.store, claimed.id);
  if (children.total === 0) {
    const starts = childrenOf(frame, items);
    if ("code" in starts) return { kind: "no-list", failure: starts };
    if (starts.length === 0) return { kind: "ended", state: "success", run: undefined };
    // All children or none: a crash in between starts none twice, because their absence is what this branch asks for.
    await deps.store.transaction((tx) => startChildren(tx, heldBy(claimed), starts));
    deps.bus.tell("queue");
    await deps.faults.at("after-children");
    return { kind: "released", state: "waiting", run: undefined };
  }
  // Asked after the signals of this holding were read: a child that ends later raises them, and the release sees it.
  if (await hasActiveChildren(deps.store, claimed.id)) return { kind: "released", state: "waiting", run: undefined };
  if (children.failed === 0) return { kind: "ended", state: "success", run: undefined };
  const failure: Failure = {
    class: "runtime",
    code: "CHILDREN_FAILED",
    message: `${children.failed} of ${children.total} children did not succeed.`,
    retryable: false,
    details: { failed: children.failed, total: children.total },
  };
  return { kind: "ended", state: "failed", failure, run: undefined };
}

/** What a rule-level `forEach` starts, or why it starts nothing. */
function childrenOf(
  { claimed, rule, scope }: ExecutionFrame,
  items: (scope: Scope) => unknown,
): readonly ExecutionStart[] | Failure {
  const { id: parentId, trigger, inputs } = claimed;
  try {
    const list = items(scope);
    if (Array.isArray(list)) {
      return list.map((item: unknown, index) => ({
        rule,
        trigger,
        inputs,
        child: { parentId, index, item },
        ...gateKey(rule, { ...scope, item }),
      }));
    }
    return {
      class: "config",
      code: "FOR_EACH_INVALID",
      message: "forEach of the rule needs a list.",
      retryable: false,
    };
  } catch (error) {
    const { action: _action, ...failure } = failureOf(error, "").failure;
    return failure;
  }
}
