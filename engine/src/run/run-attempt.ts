/** One attempt of one action: prepare its input, run it within its time, say how it ended. Nothing is written here. */
import type { Failure } from "@belfry/model";
import { isSuspended } from "@belfry/plugin-kit";
import type { Scope } from "../rules/scope.ts";
import { storableJson } from "../values/storable.ts";
import { openActionContext } from "./action-context.ts";
import type { CompiledAction } from "./compiled-step.ts";
import { keptValue } from "./evaluate-for.ts";
import type { ExecutionFrame } from "./execution-frame.ts";
import { failureOf } from "./failure-of.ts";
import { limitAttempt } from "./limit-attempt.ts";
import { StopReason, stopReasonOf } from "./stop-reason.ts";

export type AttemptOutcome =
  | { readonly kind: "done"; readonly output: unknown; readonly tookMs: number }
  | {
      readonly kind: "failed";
      readonly failure: Failure;
      readonly retryAfterMs: number | undefined;
      readonly tookMs: number;
    }
  | { readonly kind: "suspended"; readonly until: Date | undefined }
  /** The execution as a whole is to stop; the attempt does not count. */
  | { readonly kind: "stopped"; readonly reason: StopReason };

export async function runAttempt(
  frame: ExecutionFrame,
  step: CompiledAction,
  at: { readonly scope: Scope; readonly iteration: string; readonly attempt: number },
): Promise<AttemptOutcome> {
  // An action is not begun any more when its execution is to stop.
  const stopped = stopReasonOf(frame.signal);
  if (stopped !== undefined) return { kind: "stopped", reason: stopped };
  const started = performance.now();
  const took = () => Math.round(performance.now() - started);
  using limit = limitAttempt(frame.signal, {
    deadlines: frame.deps.deadlines,
    at: new Date(frame.deps.now().getTime() + step.timeoutMs),
    reason: () => new StopReason("attempt-timeout", `The action took longer than ${step.timeoutMs} ms.`),
  });
  const { signal } = limit;
  await using open = openActionContext(
    frame,
    { iteration: at.iteration, attempt: at.attempt },
    { step, scope: at.scope, signal },
  );
  try {
    const input = step.definition.input.parse(step.input.prepare(at.scope));
    await frame.deps.faults.at("before-action");
    const output = await untilAborted(step.definition.run(open.context, input), signal);
    await frame.deps.faults.at("after-action");
    if (isSuspended(output)) return { kind: "suspended", until: output.until };
    return checked(frame, step, output, took());
  } catch (error) {
    const reason = stopReasonOf(signal);
    if (reason !== undefined && reason.kind !== "attempt-timeout") return { kind: "stopped", reason };
    const classified =
      reason === undefined
        ? failureOf(error, step.id)
        : { failure: timeoutFailure(step, reason), retryAfterMs: undefined };
    const failure = storableJson(frame.masker.json(classified.failure));
    return { kind: "failed", ...classified, failure, tookMs: took() };
  }
}

/** An action that does not listen to its signal must not hold its execution for ever; what it still does is dropped. */
async function untilAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  const aborted = Promise.withResolvers<never>();
  const onAbort = () => aborted.reject(signal.reason instanceof Error ? signal.reason : new Error("aborted"));
  if (signal.aborted) onAbort();
  signal.addEventListener("abort", onAbort, { once: true });
  try {
    return await Promise.race([work, aborted.promise]);
  } finally {
    signal.removeEventListener("abort", onAbort);
  }
}

function checked(frame: ExecutionFrame, step: CompiledAction, output: unknown, tookMs: number): AttemptOutcome {
  const { value, failure } = keptValue(frame, step, output);
  if (failure !== undefined) return { kind: "failed", failure, retryAfterMs: undefined, tookMs };
  return { kind: "done", output: value, tookMs };
}

function timeoutFailure(step: CompiledAction, reason: StopReason): Failure {
  return { class: "timeout", code: "ACTION_TIMEOUT", message: reason.message, action: step.id, retryable: true };
}
