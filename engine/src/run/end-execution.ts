/**
 * How a holding ends that does not simply come to the end of its steps: it fails, is cancelled, or goes on later. What had
 * been done is undone first, then the steps of `onFailure` run, and whatever they do, it stays failed.
 */
import type { Failure } from "@belfry/model";
import { cancelCalled } from "../sql/executions/cancel-called.ts";
import type { ActionRunRow } from "../sql/action-runs/action-run-row.ts";
import { undoSteps, type UndoFailure } from "./compensate.ts";
import { databaseNow } from "./database-now.ts";
import type { ExecutionFrame } from "./execution-frame.ts";
import type { ExecutionOutcome } from "./execution-outcome.ts";
import { topLane } from "./lane.ts";
import { lockHeld } from "./marks.ts";
import { leaseLost } from "./lease-lost.ts";
import { checkpoint } from "./run-step.ts";
import { runSteps } from "./run-steps.ts";
import type { PendingOutcome } from "./step-outcome.ts";
import type { StopReason } from "./stop-reason.ts";
import { isCancelWanted, writeVerdict, type Verdict } from "./verdict.ts";

/** The execution has finally failed. */
export async function failExecution(
  frame: ExecutionFrame,
  failure: Failure,
  run: ActionRunRow | undefined,
): Promise<ExecutionOutcome> {
  await stopCalled(frame, `the failure of execution ${frame.claimed.id}`);
  const { traits, failureSteps } = frame.rule;
  if (!traits.needsVerdict && failureSteps.length === 0) return { kind: "ended", state: "failed", failure, run };
  if (run !== undefined) await checkpoint(frame, run);
  const verdict = { state: "failed", failure } as const;
  if (!traits.needsVerdict) return runFailureSteps(frame, verdict);
  await writeVerdict(frame, verdict);
  return carryOut(frame, verdict);
}

/** Does what follows from a verdict: first what undoes the steps, then the steps of `onFailure`. */
export async function carryOut(frame: ExecutionFrame, verdict: Verdict): Promise<ExecutionOutcome> {
  const undone = frame.rule.traits.undoable ? await undoSteps(afterFailure(frame, verdict.failure)) : { failures: [] };
  if ("outcome" in undone) return handBack(frame, undone.outcome);
  const { failures } = undone;
  const failure = withDetail(verdict.failure, failures);
  if (verdict.state === "cancelled") return { kind: "ended", state: "cancelled", failure, run: undefined };
  return runFailureSteps(frame, { state: "failed", failure });
}

function withDetail(failure: Failure, failures: readonly UndoFailure[]): Failure {
  if (failures.length === 0) return failure;
  return { ...failure, details: { ...failure.details, compensation: failures.map((one) => ({ ...one })) } };
}

/** The time limit is not theirs: when it is what failed, they would never run. */
async function runFailureSteps(frame: ExecutionFrame, { failure }: Verdict): Promise<ExecutionOutcome> {
  const { failureSteps } = frame.rule;
  if (failureSteps.length === 0) return { kind: "ended", state: "failed", failure, run: undefined };
  const after = afterFailure(frame, failure);
  const outcome = await runSteps(after, failureSteps, topLane(after.scope));
  switch (outcome.kind) {
    case "done":
      return { kind: "ended", state: "failed", failure, run: outcome.run };
    case "failed": {
      const { action = "", message } = outcome.failure;
      const details = { ...failure.details, onFailure: `${action}: ${message}` };
      return { kind: "ended", state: "failed", failure: { ...failure, details }, run: outcome.run };
    }
    case "retry":
    case "waiting":
    case "stopped":
      return handBack(after, outcome);
    case "returned":
    case "halted":
      throw new Error(`The steps of onFailure of execution ${frame.claimed.id} ended as ${outcome.kind}.`);
  }
}

/** What is done about a failure sees it, is not bound by the time limit, and begins anew with each retry by a person. */
function afterFailure(frame: ExecutionFrame, failure: Failure): ExecutionFrame {
  return {
    ...frame,
    signal: frame.stop,
    limitAt: undefined,
    // What was done about an earlier failure says nothing about this one.
    past: frame.past.since(frame.claimed.redrive),
    scope: { ...frame.scope, failure },
  };
}

type HandedBack = PendingOutcome | { readonly kind: "stopped"; readonly reason: StopReason };

async function handBack(frame: ExecutionFrame, outcome: HandedBack): Promise<ExecutionOutcome> {
  if (outcome.kind !== "stopped") return pendingOutcome(frame, outcome);
  if (outcome.reason.kind !== "cancelled") return released(outcome.reason);
  // Who cancels what is already being undone wants that to end. But it must be a new wish.
  if (frame.rule.traits.needsVerdict && !(await isCancelWanted(frame))) return released(outcome.reason);
  return { kind: "ended", state: "cancelled", failure: cancelledFailure(outcome.reason), run: undefined };
}

export async function stoppedOutcome(frame: ExecutionFrame, reason: StopReason): Promise<ExecutionOutcome> {
  switch (reason.kind) {
    case "cancelled": {
      await stopCalled(frame, `the cancelling of execution ${frame.claimed.id}`);
      const failure = cancelledFailure(reason);
      if (!frame.rule.traits.undoable) return { kind: "ended", state: "cancelled", failure, run: undefined };
      await writeVerdict(frame, { state: "cancelled", failure });
      // A new holding undoes the steps: this one has been told to stop, and would hear of nothing else.
      return { kind: "released", state: "pending", delayMs: 0, run: undefined };
    }
    case "execution-timeout":
      return failExecution(frame, timeoutFailure(reason), undefined);
    case "lease-lost":
    case "stopping":
    case "attempt-timeout":
      return released(reason);
  }
}

function released(reason: StopReason): ExecutionOutcome {
  if (reason.kind === "lease-lost") throw leaseLost(reason.message);
  return { kind: "released", state: "pending", delayMs: 0, run: undefined };
}

/** It goes on later. No wait outlives the time limit of the execution. */
export function pendingOutcome(frame: ExecutionFrame, outcome: PendingOutcome): ExecutionOutcome {
  const { limitAt } = frame;
  const { action, delayMs, run } = outcome;
  const until =
    outcome.until === undefined || (limitAt !== undefined && limitAt < outcome.until) ? limitAt : outcome.until;
  if (outcome.kind === "retry") {
    frame.deps.events.emit("execution.retrying", {
      executionId: frame.claimed.id,
      rule: frame.rule.slug,
      action,
      attempt: outcome.attempt,
      delayMs: delayMs ?? Math.max(0, (until?.getTime() ?? 0) - databaseNow(frame).getTime()),
      failure: outcome.failure,
    });
  }
  return {
    kind: "released",
    state: outcome.kind === "retry" ? "retrying" : "waiting",
    action,
    ...(delayMs !== undefined && { delayMs }),
    ...(until !== undefined && { until }),
    ...(outcome.kind === "waiting" && outcome.connection !== undefined && { connection: outcome.connection }),
    run,
  };
}

/** What it called and waits for is not waited for any more. */
async function stopCalled(frame: ExecutionFrame, why: string): Promise<void> {
  const { deps, rule, claimed } = frame;
  if (!rule.traits.calls || frame.trial !== undefined) return;
  const asked = await deps.store.transaction(async (tx) => {
    await lockHeld(tx, frame);
    return cancelCalled(tx, claimed.id, why);
  });
  if (asked === 0) return;
  deps.bus.tell("cancel");
  deps.bus.tell("queue");
}

function cancelledFailure({ message }: StopReason): Failure {
  return { class: "cancelled", code: "CANCELLED", message, retryable: false };
}

function timeoutFailure({ message }: StopReason): Failure {
  return { class: "timeout", code: "EXECUTION_TIMEOUT", message, retryable: false };
}
