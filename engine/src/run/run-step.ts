/**
 * One step of an execution, or one iteration of it: what was written before counts, and what ends now is written before
 * the next begins.
 */
import type { Failure } from "@belfry/model";
import type { Scope } from "../rules/scope.ts";
import { askForStep, type StepRelease } from "../release/ask-for-step.ts";
import type { ActionRunRow } from "../sql/action-runs/action-run-row.ts";
import type { CompiledStep } from "./compiled-step.ts";
import type { ExecutionFrame } from "./execution-frame.ts";
import { storableJson } from "../values/storable.ts";
import { failureOf } from "./failure-of.ts";
import { heldBy } from "./held-by.ts";
import { retryDelayMs } from "./retry-delay.ts";
import { runAttempt } from "./run-attempt.ts";
import { reportRun } from "./settle-outcome.ts";
import type { StopReason } from "./stop-reason.ts";

/**
 * How a step ended. `run` is an attempt that is not written yet: the caller writes it, alone or together with the end of
 * the execution, so that the last action costs no transaction of its own.
 */
export type StepOutcome =
  | { readonly kind: "done"; readonly output: unknown; readonly run?: ActionRunRow }
  | { readonly kind: "failed"; readonly failure: Failure; readonly run?: ActionRunRow }
  | { readonly kind: "retry"; readonly delayMs: number; readonly failure: Failure; readonly run?: ActionRunRow }
  | { readonly kind: "waiting"; readonly until: Date | undefined }
  | { readonly kind: "stopped"; readonly reason: StopReason };

/** Runs a step once, or one iteration of it. */
export async function runOnce(
  frame: ExecutionFrame,
  step: CompiledStep,
  scope: Scope,
  iteration: string,
): Promise<StepOutcome> {
  const past = frame.past.filter((run) => run.action === step.id && run.iteration === iteration);
  const ended = past.find((run) => run.state === "success" || run.state === "skipped");
  if (ended !== undefined) return { kind: "done", output: ended.output };

  const failedNow = past.filter((run) => run.state === "failed" && run.redrive === frame.claimed.redrive);
  const lastFailure = failedNow.at(-1)?.failure;
  if (lastFailure != null && (lastFailure.retryable !== true || failedNow.length >= step.retry.attempts)) {
    return { kind: "failed", failure: lastFailure };
  }

  if (step.asksFirst) {
    const release = await askFirst(frame, step, scope, iteration);
    if (release.kind !== "released") return release;
  }
  const attempt = failedNow.length + 1;
  const outcome = await runAttempt(frame, step, { scope, iteration, attempt });
  const row = (
    state: ActionRunRow["state"],
    rest: Pick<ActionRunRow, "output" | "failure" | "tookMs">,
  ): ActionRunRow => ({
    action: step.id,
    iteration,
    attempt,
    redrive: frame.claimed.redrive,
    use: step.definition.id,
    state,
    ...rest,
  });
  switch (outcome.kind) {
    case "done":
      return {
        kind: "done",
        output: outcome.output,
        run: row("success", { output: outcome.output, tookMs: outcome.tookMs }),
      };
    case "suspended":
      return { kind: "waiting", until: outcome.until };
    case "stopped":
      return outcome;
    case "failed": {
      const run = row("failed", { failure: outcome.failure, tookMs: outcome.tookMs });
      if (outcome.failure.retryable !== true || attempt >= step.retry.attempts)
        return { kind: "failed", failure: outcome.failure, run };
      const delayMs = retryDelayMs(step.retry, attempt, frame.deps.random(), outcome.retryAfterMs);
      return { kind: "retry", delayMs, failure: outcome.failure, run };
    }
  }
}

/** Asks a second person. An input that cannot be prepared is the fault of the rule, and nobody is asked about it. */
async function askFirst(
  frame: ExecutionFrame,
  step: CompiledStep,
  scope: Scope,
  iteration: string,
): Promise<StepRelease> {
  let input: unknown;
  try {
    input = step.input.prepare(scope);
  } catch (error) {
    return { kind: "failed", failure: storableJson(frame.masker.json(failureOf(error, step.id).failure)) };
  }
  return askForStep(frame, step, { input, iteration });
}

/** Writes an attempt; resolves when it is durable. */
export async function checkpoint(frame: ExecutionFrame, run: ActionRunRow): Promise<void> {
  await frame.deps.writer.checkpoint({ held: heldBy(frame.claimed), run });
  reportRun(frame.deps, { executionId: frame.claimed.id, rule: frame.rule.slug }, run);
  await frame.deps.faults.at("after-checkpoint");
}
