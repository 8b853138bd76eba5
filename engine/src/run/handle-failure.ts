/**
 * `onError`: a step has finally failed, and the rule says what then. That it failed and is dealt with is one row: a failed
 * run with an output, which is what later steps see of it. A retry by a person does not try such a step again.
 */
import type { CompiledStep } from "./compiled-step.ts";
import type { ExecutionFrame } from "./execution-frame.ts";
import type { Lane } from "./lane.ts";
import { checkpoint } from "./run-step.ts";
import type { StepOutcome } from "./step-outcome.ts";
import { failedRun } from "./written-run.ts";

export async function handleFailure(
  frame: ExecutionFrame,
  step: CompiledStep,
  lane: Lane,
  { failure, run }: Extract<StepOutcome, { kind: "failed" }>,
): Promise<StepOutcome> {
  const output = { error: failure };
  const isOwn = run?.action === step.id && run.iteration === lane.path;
  // What failed inside of it is another run.
  if (run !== undefined && !isOwn) await checkpoint(frame, run);
  const handled = { ...(isOwn ? run : failedRun(frame, step, lane.path, failure)), output };
  if (step.onError === undefined || step.onError.length === 0) return { kind: "done", output, run: handled };
  await checkpoint(frame, handled);
  return runFallback(frame, step, lane, output);
}

/** Runs what takes the place of a step; `failure` is why. The output of the step stays its failure. */
export async function runFallback(
  frame: ExecutionFrame,
  step: CompiledStep,
  lane: Lane,
  output: unknown,
): Promise<StepOutcome> {
  lane.scope.actions[step.name] = output;
  const failure = (output as { readonly error?: unknown }).error;
  const outcome = await frame.runSteps(frame, step.onError ?? [], { ...lane, scope: { ...lane.scope, failure } });
  return outcome.kind === "done" ? { ...outcome, output } : outcome;
}
