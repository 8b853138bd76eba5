/**
 * Runs one claimed execution until it ends, waits or is to be tried again, and writes how.
 *
 * The holding (its epoch) is repeated in every write. When one of them is refused, somebody else holds the execution now:
 * what this node still knows of it is dropped, not written and not tried again.
 */
import { createSecretMasker, isAppError, type Failure } from "@belfry/model";
import { isTransientDatabaseError } from "@belfry/store";
import type { CompiledRule } from "../rules/compile-rule.ts";
import type { ActionRunRow } from "../sql/action-runs/action-run-row.ts";
import { selectPastRuns, type PastRun } from "../sql/action-runs/select-past-runs.ts";
import type { ClaimedExecution } from "../sql/executions/claim-executions.ts";
import type { ExecutionFrame, RunnerDeps } from "./execution-frame.ts";
import type { ExecutionOutcome } from "./execution-outcome.ts";
import { failureOf } from "./failure-of.ts";
import { isLeaseLost, leaseLost } from "./lease-lost.ts";
import { pastThatCounts } from "./past-that-counts.ts";
import { runParent } from "./run-parent.ts";
import { checkpoint, type StepOutcome } from "./run-step.ts";
import { runSteps, type StepsOutcome } from "./run-steps.ts";
import { settleOutcome, type Settled } from "./settle-outcome.ts";
import { StopReason, stopReasonOf } from "./stop-reason.ts";
import { limitExecution, type TimeLimit } from "./time-limit.ts";

/**
 * Runs a holding to its end. Whatever goes wrong with the execution itself (its rule no longer compiles, its values cannot
 * be written) ends it as failed: one that stayed held would look as if it ran, for ever.
 *
 * Rejects only when this node cannot write even that.
 */
export async function runExecution(deps: RunnerDeps, claimed: ClaimedExecution, stop: AbortController): Promise<void> {
  let settled: Settled = { claimed, rule: `rule ${claimed.ruleId}`, limit: 1 };
  try {
    await deps.faults.at("after-claim");
    const rule = await deps.rules.get(claimed.ruleId, claimed.ruleVersion);
    settled = { claimed, rule: rule.slug, limit: rule.gate?.limit ?? 1 };
    deps.events.emit("execution.claimed", { executionId: claimed.id, rule: rule.slug, epoch: claimed.epoch });
    if (claimed.cancelBy !== null) stop.abort(new StopReason("cancelled", cancelledText(claimed.cancelBy)));
    using limit = limitExecution(deps, claimed, rule.timeoutMs, stop.signal);
    const frame = await openFrame(deps, claimed, { rule, stop: stop.signal, limit });
    await settleOutcome(deps, settled, await outcomeOf(frame));
  } catch (error) {
    await giveUp(deps, settled, error).catch((second: unknown) => dropWhenLost(deps, settled, second));
  }
}

async function openFrame(
  deps: RunnerDeps,
  claimed: ClaimedExecution,
  { rule, stop, limit }: { readonly rule: CompiledRule; readonly stop: AbortSignal; readonly limit: TimeLimit },
): Promise<ExecutionFrame> {
  return {
    deps,
    claimed,
    rule,
    past: await pastOf(deps, claimed, rule),
    masker: createSecretMasker(),
    signal: limit.signal,
    stop,
    limitAt: limit.at,
    scope: {
      now: claimed.createdAt,
      trigger: claimed.trigger,
      event: claimed.trigger["event"],
      inputs: claimed.inputs,
      timezone: deps.rules.timeZone,
      vars: await deps.rules.vars(rule),
      item: claimed.item,
      execution: { id: claimed.id, rule: rule.slug },
      actions: {},
    },
  };
}

async function pastOf(deps: RunnerDeps, claimed: ClaimedExecution, rule: CompiledRule): Promise<readonly PastRun[]> {
  // Nothing can have been written before the first holding.
  if (claimed.epoch === 1 && claimed.redrive === 0) return [];
  return pastThatCounts(await selectPastRuns(deps.store, claimed), rule.steps, claimed.redrive);
}

/** Ends a holding that an error has ended, and not an outcome. */
async function giveUp(deps: RunnerDeps, settled: Settled, error: unknown): Promise<void> {
  if (isLeaseLost(error)) {
    dropWhenLost(deps, settled, error);
  } else if (isTransientDatabaseError(error)) {
    // The database could not be asked. The writer waits until it can be; then this holding begins anew.
    await settleOutcome(deps, settled, { kind: "released", state: "pending", delayMs: 0, run: undefined });
  } else {
    deps.events.emit("engine.error", { where: `execution ${settled.claimed.id}`, error });
    await settleOutcome(deps, settled, {
      kind: "ended",
      state: "failed",
      failure: engineFailure(error),
      run: undefined,
    });
  }
}

/** Somebody else holds the execution now. Any other error is not ours to swallow. */
function dropWhenLost(deps: RunnerDeps, { claimed, rule }: Settled, error: unknown): void {
  if (!isLeaseLost(error)) throw error;
  deps.events.emit("execution.lease-lost", { executionId: claimed.id, rule });
}

function engineFailure(error: unknown): Failure {
  const { action: _action, ...failure } = failureOf(error, "").failure;
  return isAppError(error) ? failure : { ...failure, code: "ENGINE_ERROR" };
}

async function outcomeOf(frame: ExecutionFrame): Promise<ExecutionOutcome> {
  const stopped = stopReasonOf(frame.signal);
  if (stopped !== undefined) return stoppedOutcome(frame, stopped);
  if (frame.rule.forEach !== undefined && frame.claimed.parentId === null) {
    const parent = await runParent(frame, frame.rule.forEach);
    // No child will ever say that it failed, so the parent does.
    return parent.kind === "no-list" ? failed(frame, parent.failure, undefined) : parent;
  }
  const outcome = await runSteps(frame, frame.rule.steps);
  if (outcome.kind === "done") return { kind: "ended", state: "success", run: outcome.run };
  return interrupted(frame, outcome);
}

async function interrupted(
  frame: ExecutionFrame,
  { step, outcome }: Extract<StepsOutcome, { kind: "interrupted" }>,
): Promise<ExecutionOutcome> {
  switch (outcome.kind) {
    case "retry":
      return retryOutcome(frame, step.id, outcome);
    case "waiting":
      return {
        kind: "released",
        state: "waiting",
        action: step.id,
        ...noLaterThan(frame, outcome.until),
        run: undefined,
      };
    case "stopped":
      return stoppedOutcome(frame, outcome.reason);
    case "failed":
      return failed(frame, outcome.failure, outcome.run);
  }
}

/**
 * The execution has finally failed: the steps of `onFailure` run, and whatever they do, it stays failed. The time limit is
 * not theirs: when it is what failed, they would never run.
 */
async function failed(
  frame: ExecutionFrame,
  failure: Failure,
  run: ActionRunRow | undefined,
): Promise<ExecutionOutcome> {
  if (frame.rule.failureSteps.length === 0) return { kind: "ended", state: "failed", failure, run };
  if (run !== undefined) await checkpoint(frame, run);
  const after = await runSteps(failureFrame(frame, failure), frame.rule.failureSteps);
  if (after.kind === "done") return { kind: "ended", state: "failed", failure, run: after.run };
  const { outcome, step } = after;
  if (outcome.kind === "retry" || outcome.kind === "waiting" || outcome.kind === "stopped")
    return interrupted(failureFrame(frame, failure), after);
  const details = { ...failure.details, onFailure: `${step.id}: ${outcome.failure.message}` };
  return { kind: "ended", state: "failed", failure: { ...failure, details }, run: outcome.run };
}

function failureFrame(frame: ExecutionFrame, failure: Failure): ExecutionFrame {
  return {
    ...frame,
    signal: frame.stop,
    limitAt: undefined,
    // What was done about an earlier failure says nothing about this one.
    past: frame.past.filter((run) => run.redrive === frame.claimed.redrive),
    scope: { ...frame.scope, failure },
  };
}

function retryOutcome(
  frame: ExecutionFrame,
  action: string,
  outcome: Extract<StepOutcome, { kind: "retry" }>,
): ExecutionOutcome {
  frame.deps.events.emit("execution.retrying", {
    executionId: frame.claimed.id,
    rule: frame.rule.slug,
    action,
    attempt: outcome.run?.attempt ?? 0,
    delayMs: outcome.delayMs,
    failure: outcome.failure,
  });
  const { delayMs, run } = outcome;
  return { kind: "released", state: "retrying", action, delayMs, ...noLaterThan(frame, undefined), run };
}

function stoppedOutcome(frame: ExecutionFrame, reason: StopReason): ExecutionOutcome | Promise<ExecutionOutcome> {
  switch (reason.kind) {
    case "cancelled": {
      const failure: Failure = { class: "cancelled", code: "CANCELLED", message: reason.message, retryable: false };
      return { kind: "ended", state: "cancelled", failure, run: undefined };
    }
    case "execution-timeout":
      return failed(frame, timeoutFailure(reason), undefined);
    case "lease-lost":
      throw leaseLost(reason.message);
    case "stopping":
    case "attempt-timeout":
      return { kind: "released", state: "pending", delayMs: 0, run: undefined };
  }
}

/** No wait outlives the time limit of the execution. */
function noLaterThan({ limitAt }: ExecutionFrame, until: Date | undefined): { until?: Date } {
  const at = until === undefined || (limitAt !== undefined && limitAt < until) ? limitAt : until;
  return at === undefined ? {} : { until: at };
}

function timeoutFailure(reason: StopReason): Failure {
  return { class: "timeout", code: "EXECUTION_TIMEOUT", message: reason.message, retryable: false };
}

export function cancelledText(by: string): string {
  return `Cancelled by ${by}.`;
}
