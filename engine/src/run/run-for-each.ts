/**
 * An action with `forEach`: one iteration per item, some at once. Each iteration has its own attempts and checkpoints, so
 * that a crash or a retry repeats none that has ended. The output of the whole is written at the end under the action.
 */
import type { Failure } from "@belfry/model";
import type { Scope } from "../rules/scope.ts";
import type { ActionRunRow } from "../sql/action-runs/action-run-row.ts";
import type { CompiledForEach, CompiledStep } from "./compiled-step.ts";
import type { ExecutionFrame } from "./execution-frame.ts";
import { outputRefusal } from "./output-refusal.ts";
import { checkpoint, runOnce, type StepOutcome } from "./run-step.ts";

/** More items belong into a rule-level `forEach`, whose children are executions of their own. */
const MAX_ITEMS = 10_000;

/** One item of the output: `actions.<id>.items[n]`. */
export interface IterationResult {
  readonly each: unknown;
  readonly index: number;
  readonly ok: boolean;
  readonly output: unknown;
  readonly error: { readonly code: string; readonly message: string } | null;
}

export async function runForEach(
  frame: ExecutionFrame,
  step: CompiledStep & { readonly forEach: CompiledForEach },
  scope: Scope,
): Promise<StepOutcome> {
  const whole = frame.past.find((run) => run.action === step.id && run.iteration === "" && run.state !== "failed");
  if (whole !== undefined) return { kind: "done", output: whole.output };
  const items = step.forEach.items(scope);
  if (!Array.isArray(items)) return { kind: "failed", failure: configFailure(step, "forEach needs a list.") };
  if (items.length > MAX_ITEMS) {
    return {
      kind: "failed",
      failure: configFailure(step, `forEach has ${items.length} items; at most ${MAX_ITEMS} are allowed.`),
    };
  }

  const outcomes = await inPool(items, step.forEach.concurrency, async (each: unknown, index) => {
    const outcome = await runOnce(frame, step, { ...scope, each, index }, String(index));
    if ("run" in outcome && outcome.run !== undefined) await checkpoint(frame, outcome.run);
    const stop = outcome.kind === "stopped" || (outcome.kind === "failed" && step.forEach.onFailure === "stop");
    return { outcome, stop };
  });
  return combine(frame, step, items, outcomes);
}

/**
 * Works through the items, `limit` at once; after one says stop, or throws, none is begun. Those not begun stay undefined.
 * Resolves or rejects only when nothing of it runs any more.
 */
async function inPool<T>(
  items: readonly unknown[],
  limit: number,
  work: (item: unknown, index: number) => Promise<{ outcome: T; stop: boolean }>,
): Promise<(T | undefined)[]> {
  const results: (T | undefined)[] = Array.from({ length: items.length });
  let next = 0;
  let stopped = false;
  const lane = async (): Promise<void> => {
    while (!stopped && next < items.length) {
      const index = next;
      next += 1;
      try {
        const { outcome, stop } = await work(items[index], index);
        results[index] = outcome;
        stopped ||= stop;
      } catch (error) {
        stopped = true;
        throw error;
      }
    }
  };
  const lanes = await Promise.allSettled(Array.from({ length: Math.min(limit, items.length) }, lane));
  for (const ended of lanes) if (ended.status === "rejected") throw ended.reason;
  return results;
}

function combine(
  frame: ExecutionFrame,
  step: CompiledStep & { readonly forEach: CompiledForEach },
  items: readonly unknown[],
  outcomes: readonly (StepOutcome | undefined)[],
): StepOutcome {
  const stopped = outcomes.find((outcome) => outcome?.kind === "stopped");
  if (stopped !== undefined) return stopped;
  const failed = outcomes.findIndex((outcome) => outcome?.kind === "failed");
  const first = outcomes[failed];
  if (step.forEach.onFailure === "stop" && first?.kind === "failed") return { kind: "failed", failure: first.failure };

  // Some iterations come back later: the execution lets go until the last of them is due, so that none comes too early.
  const retries = outcomes.filter((outcome) => outcome?.kind === "retry");
  const last = retries.toSorted((a, b) => b.delayMs - a.delayMs)[0];
  if (last !== undefined) return { kind: "retry", delayMs: last.delayMs, failure: last.failure };
  const waits = outcomes.filter((outcome) => outcome?.kind === "waiting");
  if (waits.length > 0) return { kind: "waiting", until: earliest(waits.map((wait) => wait.until)) };

  const results = outcomes.map((outcome, index) => resultOf(items[index], index, outcome));
  const errors = results.filter((result) => !result.ok);
  if (errors.length > 0 && step.forEach.onFailure === "continue" && first?.kind === "failed") {
    const message = errors.map((error) => error.error?.message).join("; ");
    return { kind: "failed", failure: { ...first.failure, message, retryable: false } };
  }
  const output = { items: results, errors, succeeded: results.length - errors.length, failed: errors.length };
  const refusal = outputRefusal(JSON.stringify(output), step.id);
  if (refusal !== undefined) return { kind: "failed", failure: refusal };
  return { kind: "done", output, run: wholeRun(frame, step, output) };
}

function resultOf(each: unknown, index: number, outcome: StepOutcome | undefined): IterationResult {
  if (outcome?.kind === "done") return { each, index, ok: true, output: outcome.output, error: null };
  const failure = outcome?.kind === "failed" ? outcome.failure : undefined;
  return {
    each,
    index,
    ok: false,
    output: null,
    error: { code: failure?.code ?? "NOT_RUN", message: failure?.message ?? "not run" },
  };
}

function wholeRun(frame: ExecutionFrame, step: CompiledStep, output: unknown): ActionRunRow {
  const { redrive } = frame.claimed;
  return {
    action: step.id,
    iteration: "",
    attempt: 1,
    redrive,
    use: step.definition.id,
    state: "success",
    output,
    tookMs: 0,
  };
}

function configFailure(step: CompiledStep, message: string): Failure {
  return { class: "config", code: "FOR_EACH_INVALID", message, action: step.id, retryable: false };
}

function earliest(times: readonly (Date | undefined)[]): Date | undefined {
  return times.filter((time) => time !== undefined).toSorted((a, b) => a.getTime() - b.getTime())[0];
}
