/**
 * Runs one claimed execution until it ends, waits or is to be tried again, and writes how.
 *
 * The holding (its epoch) is repeated in every write. When one of them is refused, somebody else holds the execution now:
 * what this node still knows of it is dropped, not written and not tried again.
 */
import type { Failure } from "@belfry/model";
import type { ActionRunRow } from "../sql/action-runs/action-run-row.ts";
import { selectPastRuns } from "../sql/action-runs/select-past-runs.ts";
import type { ClaimedExecution } from "../sql/executions/claim-executions.ts";
import type { ExecutionFrame, RunnerDeps } from "./execution-frame.ts";
import type { ExecutionOutcome } from "./execution-outcome.ts";
import { failureOf } from "./failure-of.ts";
import { heldBy } from "./held-by.ts";
import { runParent } from "./run-parent.ts";
import { checkpoint, type StepOutcome } from "./run-step.ts";
import { runSteps, type StepsOutcome } from "./run-steps.ts";
import { createSecretMasker } from "./secret-masker.ts";
import { StopReason, stopReasonOf } from "./stop-reason.ts";

/** Never rejects for reasons of the execution; a rejection means that this node could not write. */
export async function runExecution(deps: RunnerDeps, claimed: ClaimedExecution, stop: AbortController): Promise<void> {
  await deps.faults.at("after-claim");
  const rule = await deps.rules.get(claimed.ruleId, claimed.ruleVersion);
  deps.events.emit("execution.claimed", { executionId: claimed.id, rule: rule.slug, epoch: claimed.epoch });
  if (claimed.cancelBy !== null) stop.abort(new StopReason("cancelled", cancelledText(claimed.cancelBy)));
  const takeBack = limitTime(deps, claimed, rule.timeoutMs, stop);
  try {
    // Nothing can have been written before the first holding.
    const past = claimed.epoch === 1 && claimed.redrive === 0 ? [] : await selectPastRuns(deps.store, claimed);
    const frame: ExecutionFrame = {
      deps,
      claimed,
      rule,
      past,
      masker: createSecretMasker(),
      signal: stop.signal,
      scope: {
        now: claimed.createdAt,
        trigger: claimed.trigger,
        inputs: claimed.inputs,
        vars: await deps.rules.vars(rule),
        item: claimed.item,
        execution: { id: claimed.id, rule: rule.slug },
        actions: {},
      },
    };
    await settle(frame, await outcomeOf(frame));
  } catch (error) {
    if (!isLeaseLost(error)) throw error;
    deps.events.emit("execution.lease-lost", { executionId: claimed.id, rule: rule.slug });
  } finally {
    takeBack();
  }
}

async function outcomeOf(frame: ExecutionFrame): Promise<ExecutionOutcome> {
  const stopped = stopReasonOf(frame.signal);
  if (stopped !== undefined) return stoppedOutcome(frame, stopped);
  if (frame.rule.forEach !== undefined && frame.claimed.parentId === null) return runParent(frame, frame.rule.forEach);
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
        ...delayUntil(frame, outcome.until),
        run: undefined,
      };
    case "stopped":
      return stoppedOutcome(frame, outcome.reason);
    case "failed":
      return failed(frame, outcome.failure, outcome.run);
  }
}

/** The execution has finally failed: the steps of `onFailure` run, and whatever they do, it stays failed. */
async function failed(
  frame: ExecutionFrame,
  failure: Failure,
  run: ActionRunRow | undefined,
): Promise<ExecutionOutcome> {
  if (frame.rule.failureSteps.length === 0) return { kind: "ended", state: "failed", failure, run };
  if (run !== undefined) await checkpoint(frame, run);
  const after = await runSteps({ ...frame, scope: { ...frame.scope, failure } }, frame.rule.failureSteps);
  if (after.kind === "done") return { kind: "ended", state: "failed", failure, run: after.run };
  const { outcome, step } = after;
  if (outcome.kind === "retry" || outcome.kind === "waiting" || outcome.kind === "stopped")
    return interrupted(frame, after);
  const details = { ...failure.details, onFailure: `${step.id}: ${outcome.failure.message}` };
  return { kind: "ended", state: "failed", failure: { ...failure, details }, run: outcome.run };
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
  return { kind: "released", state: "retrying", action, delayMs: outcome.delayMs, run: outcome.run };
}

function stoppedOutcome(frame: ExecutionFrame, reason: StopReason): ExecutionOutcome | Promise<ExecutionOutcome> {
  switch (reason.kind) {
    case "cancelled": {
      const failure: Failure = { class: "cancelled", code: "CANCELLED", message: reason.message, retryable: false };
      return { kind: "ended", state: "cancelled", failure, run: undefined };
    }
    case "execution-timeout":
      return { kind: "ended", state: "failed", failure: timeoutFailure(reason), run: undefined };
    case "lease-lost":
      throw Object.assign(new Error(reason.message), { code: "LEASE_LOST" });
    case "stopping":
    case "attempt-timeout":
      return { kind: "released", state: "pending", delayMs: 0, run: undefined };
  }
}

/** Writes the outcome and reports it. */
async function settle(frame: ExecutionFrame, outcome: ExecutionOutcome): Promise<void> {
  const { deps, claimed, rule } = frame;
  const identity = { executionId: claimed.id, rule: rule.slug };
  if (outcome.kind === "released") {
    await deps.writer.write("release", {
      held: heldBy(claimed),
      state: outcome.state,
      action: outcome.action,
      delayMs: outcome.delayMs,
      signals: claimed.signals,
      run: outcome.run,
    });
    if (outcome.state === "waiting") deps.events.emit("execution.waiting", { ...identity, action: outcome.action });
    return;
  }
  await deps.faults.at("before-finish");
  await deps.writer.write("finish", {
    held: heldBy(claimed),
    ruleId: claimed.ruleId,
    parentId: claimed.parentId,
    gate: claimed.gate === null || rule.gate === undefined ? undefined : { ruleId: rule.id, limit: rule.gate.limit },
    state: outcome.state,
    failure: outcome.failure,
    run: outcome.run,
  });
  // The parent was signalled, or somebody was let in at the gate: neither should wait for the next tick.
  if (claimed.parentId !== null || claimed.gate !== null) deps.bus.tell("queue");
  deps.events.emit("execution.ended", { ...identity, state: outcome.state, failure: outcome.failure });
  await deps.faults.at("after-finish");
}

/** The time limit of the whole execution counts from its creation, waits included. */
function limitTime(
  deps: RunnerDeps,
  claimed: ClaimedExecution,
  timeoutMs: number | undefined,
  stop: AbortController,
): () => void {
  if (timeoutMs === undefined) return () => undefined;
  const reason = new StopReason(
    "execution-timeout",
    `The execution took longer than its time limit of ${timeoutMs} ms.`,
  );
  const at = new Date(claimed.createdAt.getTime() + timeoutMs);
  if (at <= deps.now()) {
    stop.abort(reason);
    return () => undefined;
  }
  return deps.deadlines.add(at, () => stop.abort(reason));
}

/** A wait never outlives the time limit of the execution. */
function delayUntil(frame: ExecutionFrame, until: Date | undefined): { delayMs?: number } {
  const { timeoutMs } = frame.rule;
  const limit = timeoutMs === undefined ? undefined : frame.claimed.createdAt.getTime() + timeoutMs;
  const at = Math.min(until?.getTime() ?? Number.POSITIVE_INFINITY, limit ?? Number.POSITIVE_INFINITY);
  return Number.isFinite(at) ? { delayMs: Math.max(0, at - frame.deps.now().getTime()) } : {};
}

function timeoutFailure(reason: StopReason): Failure {
  return { class: "timeout", code: "EXECUTION_TIMEOUT", message: reason.message, retryable: false };
}

export function cancelledText(by: string): string {
  return `Cancelled by ${by}.`;
}

function isLeaseLost(error: unknown): boolean {
  return (
    failureOf(error, "").failure.code === "LEASE_LOST" ||
    (error instanceof Error && "code" in error && error.code === "LEASE_LOST")
  );
}
