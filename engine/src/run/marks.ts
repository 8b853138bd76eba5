/**
 * What steps keep while they last longer than one holding of their execution. A mark is made once, in a transaction that
 * compares the epoch; what is read before it is evaluated does not count any more afterwards.
 */
import type { Tx } from "@belfry/store";
import { lockExecution } from "../sql/executions/lock-execution.ts";
import { insertMark, type NewMark } from "../sql/marks/insert-mark.ts";
import { selectMarks } from "../sql/marks/select-marks.ts";
import type { StepMark } from "../sql/marks/step-mark.ts";
import type { CompiledStep } from "./compiled-step.ts";
import type { ExecutionFrame, RunnerDeps } from "./execution-frame.ts";
import { leaseLost } from "./lease-lost.ts";
import type { Marks } from "./step-marks.ts";
import type { ClaimedExecution } from "../sql/executions/claim-executions.ts";

/** The marks of an execution, read when the first is asked for. */
export function openMarks(deps: Pick<RunnerDeps, "store">, claimed: ClaimedExecution): Marks {
  let all: Promise<Map<string, StepMark>> | undefined;
  const made = new Map<string, StepMark>();
  // Nothing can have been written before the first holding.
  const isFirst = claimed.epoch === 1 && claimed.redrive === 0;
  const read = async () => {
    const marks = isFirst ? [] : await selectMarks(deps.store, claimed.id);
    return new Map(marks.map((mark) => [keyOf(mark.action, mark.iteration), mark]));
  };
  return {
    async get(action, iteration) {
      const key = keyOf(action, iteration);
      return made.get(key) ?? (await (all ??= read())).get(key);
    },
    put: (mark) => made.set(keyOf(mark.action, mark.iteration), mark),
  };
}

function keyOf(action: string, iteration: string): string {
  return `${action}\n${iteration}`;
}

/**
 * The mark of a step, as far as it says something about what runs now: not of what a person's retry begins anew.
 */
export async function markOf(
  frame: ExecutionFrame,
  step: CompiledStep,
  iteration: string,
): Promise<StepMark | undefined> {
  const mark = await frame.marks.get(step.id, iteration);
  if (mark === undefined || mark.redrive === frame.claimed.redrive) return mark;
  const undone = frame.past.undoneIn(step.id, iteration);
  if (step.afterFailure || (undone !== undefined && undone >= mark.redrive)) return undefined;
  const failed = frame.past.of(step.id, iteration).some((run) => run.state === "failed" && run.redrive >= mark.redrive);
  return failed ? undefined : mark;
}

/** Compares the holding, and locks the execution until the transaction is over. @throws AppError LEASE_LOST */
export async function lockHeld(
  tx: Tx,
  { claimed }: Pick<ExecutionFrame, "claimed">,
): Promise<{ cancelBy: string | null }> {
  const held = await lockExecution(tx, claimed.id);
  if (held?.epoch !== claimed.epoch) throw leaseLost("Another node holds the execution of the step that was to begin.");
  return held;
}

/** Makes a mark. `before` runs first in the transaction, when other locks come before that of the execution. */
export async function makeMark(
  frame: ExecutionFrame,
  mark: Omit<NewMark, "redrive">,
  before?: (tx: Tx) => Promise<void>,
): Promise<StepMark> {
  const { deps, claimed } = frame;
  if (frame.trial !== undefined) return noteMark(frame, frame.trial.mark(mark), mark);
  const made = await deps.store.transaction(async (tx) => {
    await before?.(tx);
    await lockHeld(tx, frame);
    return insertMark(tx, claimed.id, { ...mark, redrive: claimed.redrive });
  });
  await deps.faults.at("after-mark");
  return noteMark(frame, made, mark);
}

/** Takes note of a mark that a transaction made. */
export function noteMark(
  frame: ExecutionFrame,
  made: StepMark | undefined,
  { action, iteration }: Pick<NewMark, "action" | "iteration">,
): StepMark {
  if (made === undefined)
    throw new Error(`The step ${action} ${iteration} of execution ${frame.claimed.id} has a mark.`);
  frame.marks.put(made);
  return made;
}

/**
 * Keeps that a step was begun which lets go before anything of it is written: its variables may say something else when
 * the execution comes back.
 */
export async function noteBegun(frame: ExecutionFrame, step: CompiledStep, iteration: string): Promise<void> {
  if (frame.replay || frame.past.begun(step, iteration)) return;
  if ((await markOf(frame, step, iteration)) !== undefined) return;
  await makeMark(frame, { action: step.id, iteration, kind: "begun" });
}

/** The list of a loop as it was when the loop began: its variables may have changed since. */
export async function pinnedItems(
  frame: ExecutionFrame,
  step: CompiledStep,
  iteration: string,
  items: unknown,
): Promise<unknown> {
  const mark = await markOf(frame, step, iteration);
  if (mark !== undefined) return mark.value;
  if (frame.replay || !Array.isArray(items)) return items;
  return (await makeMark(frame, { action: step.id, iteration, kind: "items", value: items })).value;
}
