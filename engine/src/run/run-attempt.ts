/** One attempt of one action: prepare its input, run it within its time, say how it ended. Nothing is written here. */
import type { Failure } from "@belfry/model";
import { isSuspended } from "@belfry/plugin-kit";
import type { Scope } from "../rules/scope.ts";
import { openActionContext } from "./action-context.ts";
import type { CompiledStep } from "./compiled-step.ts";
import type { ExecutionFrame } from "./execution-frame.ts";
import { failureOf } from "./failure-of.ts";
import { limitAttempt } from "./limit-attempt.ts";
import { StopReason, stopReasonOf } from "./stop-reason.ts";

/** A checkpoint is read again at every resume and shown in the console; rows belong into a dataset. */
const MAX_OUTPUT_BYTES = 1_048_576;

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
  step: CompiledStep,
  at: { readonly scope: Scope; readonly iteration: string; readonly attempt: number },
): Promise<AttemptOutcome> {
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
    return { kind: "failed", ...classified, failure: frame.masker.json(classified.failure), tookMs: took() };
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

function checked(frame: ExecutionFrame, step: CompiledStep, output: unknown, tookMs: number): AttemptOutcome {
  const value = output === undefined ? null : output;
  const bytes = JSON.stringify(value).length;
  if (bytes > MAX_OUTPUT_BYTES) {
    const message = `The output of the action has ${bytes} bytes; at most ${MAX_OUTPUT_BYTES} are kept. Pass rows on as a dataset and files as artifacts.`;
    return {
      kind: "failed",
      failure: { class: "runtime", code: "OUTPUT_TOO_LARGE", message, action: step.id, retryable: false },
      retryAfterMs: undefined,
      tookMs,
    };
  }
  return { kind: "done", output: frame.masker.json(value), tookMs };
}

function timeoutFailure(step: CompiledStep, reason: StopReason): Failure {
  return { class: "timeout", code: "ACTION_TIMEOUT", message: reason.message, action: step.id, retryable: true };
}
