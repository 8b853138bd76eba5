import type { ActionRunRow } from "../sql/action-runs/action-run-row.ts";
import type { ClaimedExecution } from "../sql/executions/claim-executions.ts";
import type { RunnerDeps } from "./execution-frame.ts";
import type { ExecutionOutcome } from "./execution-outcome.ts";
import { heldBy } from "./held-by.ts";

/** Of which execution an outcome is. */
export interface Settled {
  readonly claimed: ClaimedExecution;
  /** The name of its rule, for people. */
  readonly rule: string;
}

/** Writes the outcome of a holding and reports it. @throws AppError LEASE_LOST */
export async function settleOutcome(
  deps: RunnerDeps,
  { claimed, rule }: Settled,
  outcome: ExecutionOutcome,
): Promise<void> {
  const identity = { executionId: claimed.id, rule };
  if (outcome.kind === "released") {
    await deps.writer.release({
      held: heldBy(claimed),
      state: outcome.state,
      action: outcome.action,
      delayMs: outcome.delayMs,
      until: outcome.until,
      connection: outcome.connection,
      signals: claimed.signals,
      run: outcome.run,
    });
    reportRun(deps, identity, outcome.run);
    if (outcome.state === "waiting") deps.events.emit("execution.waiting", { ...identity, action: outcome.action });
    return;
  }
  await deps.faults.at("before-finish");
  await deps.writer.finish({
    held: heldBy(claimed),
    ruleId: claimed.ruleId,
    parentId: claimed.parentId,
    gated: claimed.gated,
    state: outcome.state,
    failure: outcome.failure,
    output: outcome.output,
    run: outcome.run,
  });
  // The parent was signalled, or somebody was let in at the gate: neither should wait for the next tick.
  if (claimed.parentId !== null || claimed.gated) deps.bus.tell("queue");
  reportRun(deps, identity, outcome.run);
  deps.events.emit("execution.ended", { ...identity, state: outcome.state, failure: outcome.failure });
  await deps.faults.at("after-finish");
}

/** Reports an attempt that has just become durable. */
export function reportRun(
  deps: Pick<RunnerDeps, "events">,
  identity: { readonly executionId: number; readonly rule: string },
  run: ActionRunRow | undefined,
): void {
  if (run === undefined) return;
  const { action, state, attempt, tookMs } = run;
  deps.events.emit("action.ended", { ...identity, action, state, attempt, tookMs });
}
