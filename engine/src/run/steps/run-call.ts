import type { Failure } from "@belfry/model";
import { lockExecution } from "../../sql/executions/lock-execution.ts";
import { requestCancel } from "../../sql/executions/request-cancel.ts";
import { selectCalled, type CalledExecution } from "../../sql/executions/select-called.ts";
import type { StepMark } from "../../sql/marks/step-mark.ts";
import type { CompiledCall } from "../compiled-step.ts";
import { databaseNow } from "../database-now.ts";
import type { ExecutionFrame } from "../execution-frame.ts";
import type { Lane } from "../lane.ts";
import { lockHeld } from "../marks.ts";
import { hasEnded } from "../past.ts";
import type { StepOutcome } from "../step-outcome.ts";
import { StopReason } from "../stop-reason.ts";
import { failedRun, succeededRun } from "../written-run.ts";
import { callAgain, startCall, type Begun } from "./start-call.ts";

/**
 * Calls another rule, once: that an execution was started for this step, and which, is written in the transaction that
 * starts it. Waiting for it holds nothing; its end is a signal.
 */
export async function runCall(frame: ExecutionFrame, step: CompiledCall, lane: Lane): Promise<StepOutcome> {
  const past = frame.past.of(step.id, lane.path);
  const ended = past.find(hasEnded);
  if (ended !== undefined) return { kind: "done", output: ended.output };
  const failed = past.find((run) => run.state === "failed" && run.redrive === frame.claimed.redrive);
  if (failed?.failure != null) return { kind: "failed", failure: failed.failure };
  if (frame.replay) return { kind: "halted" };
  if (frame.trial !== undefined) return frame.trial.call(frame, step, lane);

  // One of an earlier redrive was cancelled when the caller failed, or has failed itself: it is opened again.
  const known = await frame.marks.get(step.id, lane.path);
  const begun =
    known?.redrive === frame.claimed.redrive && known.kind === "call" ? known : await begin(frame, step, lane);
  if ("kind" in begun && begun.kind === "stopped") return begun;
  if ("failure" in begun) return fails(frame, step, lane, begun.failure);
  if (!step.waits) return succeeds(frame, step, lane, { executionId: begun.calledId });
  return judge(frame, step, lane, begun);
}

async function begin(
  frame: ExecutionFrame,
  step: CompiledCall,
  lane: Lane,
): Promise<Begun | { readonly kind: "stopped"; readonly reason: StopReason }> {
  try {
    return (await callAgain(frame, step, lane)) ?? (await startCall(frame, step, lane));
  } catch (error) {
    if (error instanceof StopReason) return { kind: "stopped", reason: error };
    throw error;
  }
}

/** What the called execution comes to for the step that called it. */
async function judge(frame: ExecutionFrame, step: CompiledCall, lane: Lane, mark: StepMark): Promise<StepOutcome> {
  const { calledId, untilAt } = mark;
  const called = calledId === null ? undefined : await selectCalled(frame.deps.store, calledId);
  if (calledId === null || called === undefined) {
    return fails(
      frame,
      step,
      lane,
      failureOf(step, "CALLED_EXECUTION_GONE", "The called execution is not there any more."),
    );
  }
  if (called.state === "success") return succeeds(frame, step, lane, called.output ?? null);
  if (called.state !== null) return fails(frame, step, lane, failureOfCalled(step, calledId, called));
  if (untilAt === null || untilAt > databaseNow(frame)) {
    return { kind: "waiting", action: step.id, ...(untilAt !== null && { until: untilAt }) };
  }
  await frame.deps.store.transaction(async (tx) => {
    await lockHeld(tx, frame);
    await lockExecution(tx, calledId);
    await requestCancel(tx, calledId, `the time limit of ${step.id} in execution ${frame.claimed.id}`);
  });
  frame.deps.bus.tell("cancel");
  frame.deps.bus.tell("queue");
  const message = `The called rule ${step.rule} took longer than ${step.timeoutMs} ms; execution ${calledId} was cancelled.`;
  return fails(frame, step, lane, { ...failureOf(step, "CALL_TIMEOUT", message), class: "timeout" });
}

function succeeds(frame: ExecutionFrame, step: CompiledCall, lane: Lane, output: unknown): StepOutcome {
  return { kind: "done", output, run: succeededRun(frame, step, lane.path, output) };
}

function fails(frame: ExecutionFrame, step: CompiledCall, lane: Lane, failure: Failure): StepOutcome {
  return { kind: "failed", failure, run: failedRun(frame, step, lane.path, failure) };
}

function failureOf(step: CompiledCall, code: string, message: string): Failure {
  return { class: "runtime", code, message, action: step.id, retryable: false };
}

/** The failure of the called execution is that of the step, with where to look. */
function failureOfCalled(step: CompiledCall, execution: number, { failure }: CalledExecution): Failure {
  const own = failure ?? failureOf(step, "CALL_FAILED", "It did not succeed.");
  return {
    ...own,
    message: `The called rule ${step.rule} failed: ${own.message}`,
    action: step.id,
    retryable: false,
    details: {
      ...own.details,
      rule: step.rule,
      execution,
      ...(own.action !== undefined && { failedAction: own.action }),
    },
  };
}
