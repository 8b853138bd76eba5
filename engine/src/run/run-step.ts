/**
 * One attempt after the other of a step that runs an action: what was written before counts, and what ends now is written
 * before the next begins.
 */
import { isTransientDatabaseError } from "@belfry/store";
import type { StepRate } from "../rates/step-rate.ts";
import { takeStepTurn } from "../rates/take-step-turn.ts";
import { askForStep, type StepRelease } from "../release/ask-for-step.ts";
import type { Scope } from "../rules/scope.ts";
import type { ActionRunRow } from "../sql/action-runs/action-run-row.ts";
import { storableJson } from "../values/storable.ts";
import type { CompiledAction } from "./compiled-step.ts";
import { databaseNow } from "./database-now.ts";
import type { ExecutionFrame } from "./execution-frame.ts";
import { failureOf } from "./failure-of.ts";
import { heldBy } from "./held-by.ts";
import { hasEnded } from "./past.ts";
import { isRetryable, nextTry, retryDelayMs } from "./retry-delay.ts";
import { runAttempt } from "./run-attempt.ts";
import { reportRun } from "./settle-outcome.ts";
import type { StepOutcome } from "./step-outcome.ts";

/** Runs a step once, or one iteration of it. */
export async function runOnce(
  frame: ExecutionFrame,
  step: CompiledAction,
  scope: Scope,
  iteration: string,
): Promise<StepOutcome> {
  const past = frame.past.of(step.id, iteration);
  const ended = past.find(hasEnded);
  if (ended !== undefined) return { kind: "done", output: ended.output };

  const failedNow = past.filter((run) => run.state === "failed" && run.redrive === frame.claimed.redrive);
  const last = failedNow.at(-1);
  if (last?.failure != null) {
    const { failure, retryAt } = last;
    if (nextTry(step.retry, failure, failedNow.length) === undefined) return { kind: "failed", failure };
    if (frame.replay) return { kind: "halted" };
    // Something else has brought the execution back; the other side gets the time it asked for.
    if (retryAt !== null && retryAt > databaseNow(frame))
      return { kind: "retry", until: retryAt, failure, attempt: failedNow.length, action: step.id };
  }
  if (frame.replay) return { kind: "halted" };
  if (frame.trial !== undefined) return frame.trial.act(frame, step, { scope, iteration });

  if (step.asksFirst) {
    const release = await askFirst(frame, step, scope, iteration);
    if (release.kind === "waiting") return { kind: "waiting", action: step.id };
    if (release.kind === "failed") return release;
  }
  const turn =
    step.rate === undefined ? undefined : await turnOf(frame, { ...step, rate: step.rate }, { scope, iteration });
  if (turn !== undefined) return turn;
  const attempt = failedNow.length + 1;
  const outcome = await runAttempt(frame, step, { scope, iteration, attempt });
  const row = (
    state: ActionRunRow["state"],
    rest: Pick<ActionRunRow, "output" | "failure" | "tookMs" | "retryMs">,
  ): ActionRunRow => ({
    action: step.id,
    iteration,
    attempt,
    redrive: frame.claimed.redrive,
    use: step.use,
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
      return { kind: "waiting", action: step.id, ...(outcome.until !== undefined && { until: outcome.until }) };
    case "parked": {
      const { on } = outcome;
      if (on.kind === "connection") return { kind: "waiting", action: step.id, connection: on.connection };
      return { kind: "waiting", action: step.id, until: on.until };
    }
    case "stopped":
      return outcome;
    case "failed": {
      const { tookMs } = outcome;
      const failure = { ...outcome.failure, retryable: isRetryable(step.retry, outcome) };
      const times = nextTry(step.retry, failure, attempt);
      if (times === undefined) return { kind: "failed", failure, run: row("failed", { failure, tookMs }) };
      const delayMs = retryDelayMs(times, attempt, frame.deps.random(), outcome.retryAfterMs);
      const run = row("failed", { failure, tookMs, retryMs: delayMs });
      return { kind: "retry", delayMs, failure, attempt, action: step.id, run };
    }
  }
}

/** Waits for the turn of a step; nothing when it has come. A key that cannot be found is the fault of the rule. */
async function turnOf(
  frame: ExecutionFrame,
  step: CompiledAction & { readonly rate: StepRate },
  at: { readonly scope: Scope; readonly iteration: string },
): Promise<StepOutcome | undefined> {
  try {
    const until = await takeStepTurn(frame, step, at);
    return until === undefined ? undefined : { kind: "waiting", action: step.id, until };
  } catch (error) {
    if (isTransientDatabaseError(error)) throw error;
    return { kind: "failed", failure: storableJson(frame.masker.json(failureOf(error, step.id).failure)) };
  }
}

/** Asks a second person. An input that cannot be prepared is the fault of the rule, and nobody is asked about it. */
async function askFirst(
  frame: ExecutionFrame,
  step: CompiledAction,
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
