/**
 * A step with `forEach`: one iteration per item, some at once. Each iteration has its own attempts and checkpoints, so
 * that a crash or a retry repeats none that has ended. The output of the whole is written at the end under the step.
 */
import type { Failure } from "@belfry/model";
import type { CompiledForEach, CompiledStep } from "./compiled-step.ts";
import { evaluateFor } from "./evaluate-for.ts";
import type { ExecutionFrame } from "./execution-frame.ts";
import { itemLane, mustWalk, noteUndo, type Lane } from "./lane.ts";
import { pinnedItems } from "./marks.ts";
import { outputRefusal } from "./output-refusal.ts";
import { runKind } from "./run-kind.ts";
import { checkpoint } from "./run-step.ts";
import { pendingOf, settleAll } from "./side-by-side.ts";
import type { StepOutcome } from "./step-outcome.ts";
import { succeededRun } from "./written-run.ts";

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

type Loop = CompiledStep & { readonly forEach: CompiledForEach };

export async function runForEach(frame: ExecutionFrame, step: Loop, lane: Lane): Promise<StepOutcome> {
  const whole = frame.past.of(step.id, lane.path).find((run) => run.state === "success");
  if (whole !== undefined) {
    if (mustWalk(step, lane)) await walkItems({ ...frame, replay: true }, step, lane);
    return { kind: "done", output: whole.output };
  }
  const evaluated = evaluateFor(frame, step, () => step.forEach.items(lane.scope));
  if (evaluated.failure !== undefined) return { kind: "failed", failure: evaluated.failure };
  const items = step.forEach.mayChange ? await pinnedItems(frame, step, lane.path, evaluated.value) : evaluated.value;
  if (!Array.isArray(items)) return { kind: "failed", failure: configFailure(step, "forEach needs a list.") };
  if (items.length > MAX_ITEMS) {
    const message = `forEach has ${items.length} items; at most ${MAX_ITEMS} are allowed.`;
    return { kind: "failed", failure: configFailure(step, message) };
  }

  const tried = frame.trial?.items(step, lane.path, items) ?? items;
  const { outcomes, lanes } = await runItems(frame, step, tried, lane);
  for (const item of lanes) lane.undo?.push(...(item?.undo ?? []));
  return combine(frame, step, tried, { outcomes, path: lane.path });
}

/** What is kept of a loop that has ended is its output. What its items set, and can undo, is found by walking through. */
async function walkItems(frame: ExecutionFrame, step: Loop, lane: Lane): Promise<void> {
  const { value } = evaluateFor(frame, step, () => step.forEach.items(lane.scope));
  const items = step.forEach.mayChange ? await pinnedItems(frame, step, lane.path, value) : value;
  if (!Array.isArray(items)) return;
  const tried = frame.trial?.items(step, lane.path, items) ?? items;
  const { lanes } = await runItems(frame, step, tried, lane);
  for (const item of lanes) lane.undo?.push(...(item?.undo ?? []));
}

/**
 * Works through the items, so many at once as the rule says; after one that says stop, or throws, none is begun. Those
 * not begun stay undefined.
 */
async function runItems(frame: ExecutionFrame, step: Loop, items: readonly unknown[], lane: Lane) {
  const { concurrency, onFailure } = step.forEach;
  // An action sets nothing; steps that run one after the other hand on what they set.
  const sharing = step.kind === "use" ? "all" : concurrency === 1 ? "vars" : "nothing";
  const outcomes: (StepOutcome | undefined)[] = Array.from({ length: items.length });
  const lanes: (Lane | undefined)[] = Array.from({ length: items.length });
  let next = 0;
  let stopped = false;
  const work = async (): Promise<void> => {
    while ((frame.replay || !(stopped || lane.halted())) && next < items.length) {
      const index = next;
      next += 1;
      try {
        const item = itemLane(lane, { each: items[index], index, sharing }, () => stopped);
        if (item.undo !== undefined) lanes[index] = item;
        const outcome = await runKind(frame, step, item);
        outcomes[index] = outcome;
        if (outcome.kind === "done") noteUndo(step, item, outcome.output);
        if (endsLoop(outcome, onFailure)) stopped = true;
        if ("run" in outcome && outcome.run !== undefined) await checkpoint(frame, outcome.run);
        // A block that waits keeps its place: one item at a time means that the next begins when it has ended. An action
        // does not: a mail that is slow to arrive must not hold back the others.
        if (step.kind !== "use" && !frame.replay && (outcome.kind === "waiting" || outcome.kind === "retry")) return;
      } catch (error) {
        stopped = true;
        throw error;
      }
    }
  };
  await settleAll(Array.from({ length: Math.min(concurrency, items.length) }, work));
  return { outcomes, lanes };
}

/** Whether no further item is begun after this. */
function endsLoop({ kind }: StepOutcome, onFailure: CompiledForEach["onFailure"]): boolean {
  return kind === "stopped" || kind === "returned" || (kind === "failed" && onFailure === "stop");
}

function combine(
  frame: ExecutionFrame,
  step: Loop,
  items: readonly unknown[],
  { outcomes, path }: { readonly outcomes: readonly (StepOutcome | undefined)[]; readonly path: string },
): StepOutcome {
  const ended = outcomes.find((outcome) => outcome?.kind === "stopped" || outcome?.kind === "returned");
  if (ended?.kind === "returned") return { kind: "returned", output: ended.output };
  if (ended !== undefined) return ended;
  const first = outcomes.find((outcome) => outcome?.kind === "failed");
  if (step.forEach.onFailure === "stop" && first !== undefined) return { kind: "failed", failure: first.failure };
  const pending = pendingOf(outcomes);
  if (pending !== undefined) return pending;
  if (outcomes.some((outcome) => outcome === undefined || outcome.kind === "halted")) return { kind: "halted" };

  const results = outcomes.map((outcome, index) => resultOf(items[index], index, outcome));
  const errors = results.filter((result) => !result.ok);
  if (first !== undefined && step.forEach.onFailure === "continue") {
    const message = errors.map((error) => error.error?.message).join("; ");
    return { kind: "failed", failure: { ...first.failure, message, retryable: false } };
  }
  const output = { items: results, errors, succeeded: results.length - errors.length, failed: errors.length };
  const refusal = outputRefusal(JSON.stringify(output), step.id);
  if (refusal !== undefined) return { kind: "failed", failure: refusal };
  return { kind: "done", output, run: succeededRun(frame, step, path, output) };
}

function resultOf(each: unknown, index: number, outcome: StepOutcome | undefined): IterationResult {
  if (outcome?.kind === "done") return { each, index, ok: true, output: outcome.output, error: null };
  const failure = outcome?.kind === "failed" ? outcome.failure : undefined;
  const { code = "NOT_RUN", message = "not run" } = failure ?? {};
  return { each, index, ok: false, output: null, error: { code, message } };
}

function configFailure(step: CompiledStep, message: string): Failure {
  return { class: "config", code: "FOR_EACH_INVALID", message, action: step.id, retryable: false };
}
