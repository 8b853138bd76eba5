import { isAppError } from "@belfry/model";
import type { ExecutionStart } from "../../executions/start-executions.ts";
import { gateKey } from "../../limits/gate-key.ts";
import type { CompiledRule } from "../../rules/compile-rule.ts";
import { evaluateCondition } from "../../rules/evaluate-condition.ts";
import type { Scope } from "../../rules/scope.ts";
import type { AttemptEnd } from "../../sql/grid/end-cell-attempts.ts";
import { BACKFILL_EXECUTION_PRIORITY } from "../backfill/backfill-priority.ts";
import type { ClaimedCell } from "./claim-cells.ts";

export interface CellStartScope extends Pick<Scope, "vars" | "lookups" | "calendars"> {
  readonly now: Date;
  readonly timezone: string;
  readonly grid: string;
}

/** What a cell starts, or what becomes of it without an execution. */
export type CellStart =
  | { readonly start: ExecutionStart }
  | { readonly end: Pick<AttemptEnd, "state" | "delayMs" | "reason" | "result"> };

/**
 * The execution of a rule for one cell. Its inputs are the dimensions by their names, `period` with `start`, `end` and
 * `label`, `grid`, `task` and `attempt`; a rule that declares inputs gets those of them that it declares.
 */
export function cellStart(rule: CompiledRule, claimed: ClaimedCell, { grid, ...scope }: CellStartScope): CellStart {
  const { cell, epoch, task, period, member, attempt, attributes, backfill, quiet } = claimed;
  const trigger = {
    kind: "grid",
    grid,
    task,
    cell,
    epoch,
    period: period.label,
    member,
    ...(backfill !== null && { backfill }),
    // Whoever sends a message for it looks here (`quiet-reason.ts`).
    ...(quiet && { quiet: "backfill" }),
  };
  const all = { grid, task, attempt, attributes, ...member, period };
  try {
    const inputs = inputsFor(rule, all);
    const evaluated = { ...scope, trigger, inputs };
    const verdict = evaluateCondition(rule, evaluated);
    if (verdict.kind === "error") return failed(`condition-error: ${verdict.message}`);
    if (verdict.kind === "false")
      return { end: { state: "skipped", delayMs: 0, reason: "condition-false", result: null } };
    const priority = backfill === null ? {} : { priority: BACKFILL_EXECUTION_PRIORITY };
    return { start: { rule, trigger, inputs, ...priority, ...gateKey(rule, evaluated) } };
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    return failed(isAppError(error) ? `${error.code}: ${error.message}` : error.message);
  }
}

function failed(reason: string): CellStart {
  return { end: { state: "failed", delayMs: 0, reason, result: null } };
}

/** @throws AppError INPUT_INVALID */
function inputsFor(rule: CompiledRule, all: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  const declared = rule.definition.inputs?.["properties"];
  if (typeof declared !== "object" || declared === null) return all;
  return rule.inputs.parse(Object.fromEntries(Object.entries(all).filter(([name]) => name in declared)));
}
