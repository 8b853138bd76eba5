/** One attempt of one action: prepare its input, run it within its time, say how it ended. Nothing is written here. */
import { isAppError, type Failure } from "@belfry/model";
import { isSuspended } from "@belfry/plugin-kit";
import { openCalls } from "../breakers/attempt-calls.ts";
import type { ParkedOn } from "../breakers/parked-on.ts";
import type { Scope } from "../rules/scope.ts";
import { storableJson } from "../values/storable.ts";
import { openActionContext } from "./action-context.ts";
import type { CompiledAction } from "./compiled-step.ts";
import { databaseNow } from "./database-now.ts";
import { keptValue } from "./evaluate-for.ts";
import type { ExecutionFrame } from "./execution-frame.ts";
import { failureOf } from "./failure-of.ts";
import { isLeaseLost } from "./lease-lost.ts";
import { limitAttempt } from "./limit-attempt.ts";
import { lockHeld } from "./marks.ts";
import { stopOf } from "./stop-of.ts";
import { StopReason, stopReasonOf } from "./stop-reason.ts";
import { untilAborted } from "./until-aborted.ts";

export type AttemptOutcome =
  | { readonly kind: "done"; readonly output: unknown; readonly tookMs: number }
  | {
      readonly kind: "failed";
      readonly failure: Failure;
      readonly retryAfterMs: number | undefined;
      /** Whether the action said itself whether another try may help. */
      readonly isDecided: boolean;
      readonly tookMs: number;
    }
  | { readonly kind: "suspended"; readonly until: Date | undefined }
  /** It is not to call anybody now; the attempt does not count. */
  | { readonly kind: "parked"; readonly on: ParkedOn }
  /** The execution as a whole is to stop; the attempt does not count. */
  | { readonly kind: "stopped"; readonly reason: StopReason };

export async function runAttempt(
  frame: ExecutionFrame,
  step: CompiledAction,
  at: { readonly scope: Scope; readonly iteration: string; readonly attempt: number },
): Promise<AttemptOutcome> {
  // An action is not begun any more when its execution is to stop.
  const stopped = stopOf(frame);
  if (stopped !== undefined) return { kind: "stopped", reason: stopped };
  const started = performance.now();
  const took = () => Math.round(performance.now() - started);
  using limit = limitAttempt(frame.signal, {
    deadlines: frame.deps.deadlines,
    at: new Date(databaseNow(frame).getTime() + step.timeoutMs),
    reason: () => new StopReason("attempt-timeout", `The action took longer than ${step.timeoutMs} ms.`),
  });
  const { signal } = limit;
  const calls = openCalls(frame, { id: step.id, iteration: at.iteration, signal });
  await using open = openActionContext(
    frame,
    { iteration: at.iteration, attempt: at.attempt },
    { step, scope: at.scope, signal, calls },
  );
  try {
    const input = step.definition.input.parse(step.input.prepare(at.scope));
    await frame.deps.faults.at("before-action");
    // Woken from a freeze, with the answer to a claim or a checkpoint still to be read: others may have done this meanwhile.
    if (frame.deps.isOutOfTouch?.() === true) await frame.deps.store.transaction((tx) => lockHeld(tx, frame));
    const output = await untilAborted(step.definition.run(open.context, input), signal);
    await frame.deps.faults.at("after-action");
    await calls.ended(undefined);
    if (isSuspended(output)) return { kind: "suspended", until: output.until };
    return checked(frame, step, output, took());
  } catch (error) {
    const reason = stopReasonOf(signal);
    if (reason !== undefined && reason.kind !== "attempt-timeout") return { kind: "stopped", reason };
    if (calls.parked !== undefined) return { kind: "parked", on: calls.parked };
    // Our own database was away, and the action can do nothing about that: as if the process had died, it is done again
    // under the same key. Kept as its failure, a restart of the database would end every execution that asked it just then.
    if (isAppError(error, "DATABASE_UNREACHABLE") || isLeaseLost(error)) throw error;
    const classified =
      reason === undefined
        ? failureOf(error, step.id)
        : { failure: timeoutFailure(step, reason), retryAfterMs: undefined, isDecided: true };
    const failure = storableJson(frame.masker.json(classified.failure));
    await calls.ended(failure);
    return { kind: "failed", ...classified, failure, tookMs: took() };
  }
}

function checked(frame: ExecutionFrame, step: CompiledAction, output: unknown, tookMs: number): AttemptOutcome {
  const { value, failure } = keptValue(frame, step, output);
  if (failure !== undefined) return { kind: "failed", failure, retryAfterMs: undefined, isDecided: true, tookMs };
  return { kind: "done", output: value, tookMs };
}

function timeoutFailure(step: CompiledAction, reason: StopReason): Failure {
  return { class: "timeout", code: "ACTION_TIMEOUT", message: reason.message, action: step.id, retryable: true };
}
