/**
 * The interpreter: the steps of a list one after the other, up to the first that does not simply end well. Every decision
 * is either written before what follows from it begins, or follows from what is written; so an execution that goes on
 * after a crash takes the same way.
 */
import type { Failure } from "@belfry/model";
import type { ActionRunRow } from "../sql/action-runs/action-run-row.ts";
import { storableText } from "../values/storable.ts";
import type { CompiledAction, CompiledStep } from "./compiled-step.ts";
import { evaluateFor } from "./evaluate-for.ts";
import type { ExecutionFrame } from "./execution-frame.ts";
import { handleFailure, runFallback } from "./handle-failure.ts";
import { mustWalk, noteUndo, type Lane } from "./lane.ts";
import { markOf, noteBegun } from "./marks.ts";
import { isHandled } from "./past.ts";
import { runForEach } from "./run-for-each.ts";
import { runKind } from "./run-kind.ts";
import { checkpoint, runOnce } from "./run-step.ts";
import type { StepOutcome } from "./step-outcome.ts";
import { stopOf } from "./stop-of.ts";
import { skippedRun } from "./written-run.ts";

/** Runs steps in order. The attempt of the last one is left to the caller to write. Its output is that of the last one. */
export async function runSteps(
  frame: ExecutionFrame,
  steps: readonly CompiledStep[],
  lane: Lane,
): Promise<StepOutcome> {
  let unwritten: ActionRunRow | undefined;
  let output: unknown = null;
  for (const [place, step] of steps.entries()) {
    // Durable before the next begins: what follows may rely on it, and a crash will not repeat it.
    if (unwritten !== undefined) await checkpoint(frame, unwritten);
    unwritten = undefined;
    if (lane.halted() && !frame.replay) return { kind: "halted" };
    const outcome = isPlain(step)
      ? await runOnce(frame, step, lane.scope, lane.path)
      : await runStep(frame, step, lane);
    if (outcome.kind === "returned") return skipRest(frame, steps.slice(place + 1), lane, outcome);
    if (outcome.kind !== "done") return outcome;
    output = outcome.output;
    lane.scope.actions[step.name] = output;
    for (const name of step.inner) if (!Object.hasOwn(lane.scope.actions, name)) lane.scope.actions[name] = null;
    unwritten = outcome.run;
  }
  return unwritten === undefined ? { kind: "done", output } : { kind: "done", output, run: unwritten };
}

/** An action and nothing else: by far the most steps are. */
function isPlain(step: CompiledStep): step is CompiledAction {
  return (
    step.kind === "use" &&
    step.condition === undefined &&
    step.forEach === undefined &&
    step.onError === undefined &&
    step.compensate.length === 0
  );
}

async function runStep(frame: ExecutionFrame, step: CompiledStep, lane: Lane): Promise<StepOutcome> {
  // Nothing is begun any more when the execution is to stop; an action would see it itself.
  const stopped = frame.replay ? undefined : stopOf(frame);
  if (stopped !== undefined) return { kind: "stopped", reason: stopped };
  const past = frame.past.of(step.id, lane.path);
  if (past.some((run) => run.state === "skipped")) return { kind: "done", output: null };
  const handled = past.find(isHandled);
  if (handled !== undefined) {
    if (mustWalk(step, lane)) await runUnless({ ...frame, replay: true }, step, lane);
    return runFallback(frame, step, lane, handled.output);
  }
  const ended = await runUnless(frame, step, lane);
  const outcome = frame.trial?.judge(frame, step, lane, ended) ?? ended;
  if (outcome.kind !== "failed" || step.onError === undefined) return outcome;
  if (frame.replay) return { kind: "halted" };
  return handleFailure(frame, step, lane, outcome);
}

async function runUnless(frame: ExecutionFrame, step: CompiledStep, lane: Lane): Promise<StepOutcome> {
  const { condition, forEach } = step;
  if (condition !== undefined && !(await wasBegun(frame, step, lane))) {
    if (frame.replay) return { kind: "halted" };
    const evaluated = evaluateFor(frame, step, () => condition(lane.scope));
    if (evaluated.failure !== undefined) return { kind: "failed", failure: evaluated.failure };
    const { value } = evaluated;
    frame.trial?.decided(step, lane, value);
    if (typeof value !== "boolean") return { kind: "failed", failure: notBoolean(step, value) };
    if (!value) return { kind: "done", output: null, run: skippedRun(frame, step, lane.path) };
  }
  const outcome =
    forEach === undefined ? await runKind(frame, step, lane) : await runForEach(frame, { ...step, forEach }, lane);
  if (outcome.kind === "done" && forEach === undefined) noteUndo(step, lane, outcome.output);
  if (outcome.kind === "waiting" && step.conditionMayChange) await noteBegun(frame, step, lane.path);
  return outcome;
}

/** A step that was begun is gone on with, even if its condition would be false by now. */
async function wasBegun(frame: ExecutionFrame, step: CompiledStep, lane: Lane): Promise<boolean> {
  if (frame.past.begun(step, lane.path)) return true;
  return step.conditionMayChange && (await markOf(frame, step, lane.path)) !== undefined;
}

/** A `return` ends what stands after it as well, visibly. It is written first: what is skipped follows from it. */
async function skipRest(
  frame: ExecutionFrame,
  rest: readonly CompiledStep[],
  lane: Lane,
  outcome: Extract<StepOutcome, { kind: "returned" }>,
): Promise<StepOutcome> {
  const open = rest.filter((step) => frame.past.ended(step.id, lane.path) === undefined);
  if (open.length === 0 || frame.replay) return outcome;
  if (outcome.run !== undefined) await checkpoint(frame, outcome.run);
  await Promise.all(open.map((step) => checkpoint(frame, skippedRun(frame, step, lane.path))));
  return { kind: "returned", output: outcome.output };
}

/** Never taken for "false": an action that is silently skipped for a slip of the pen is missed by nobody. */
function notBoolean(step: CompiledStep, value: unknown): Failure {
  const message = storableText(`The expression of \`if\` is neither true nor false but ${JSON.stringify(value)}.`);
  return { class: "config", code: "CONDITION_NOT_BOOLEAN", message, action: step.id, retryable: false };
}
