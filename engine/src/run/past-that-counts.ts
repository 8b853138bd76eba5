import type { PastRun } from "../sql/action-runs/select-past-runs.ts";
import type { CompiledStep } from "./compiled-step.ts";
import { beginOf } from "./iteration-path.ts";
import { listsInside } from "./steps-inside.ts";

/** What has been done before and counts, and what was done and then undone. */
export interface CountingPast {
  readonly runs: readonly PastRun[];
  readonly undone: readonly UndonePart[];
}

/** A part of the steps that is done anew since a redrive. */
export interface UndonePart {
  readonly ids: ReadonlySet<string>;
  /** The loops around it whose results hold the old ones. */
  readonly loops: ReadonlySet<string>;
  /** The places in the loops around it. */
  readonly iteration: string;
  /** The last redrive whose runs do not count. */
  readonly upTo: number;
  /** `retryFrom`: what was found out is found out again. `compensate`: what was done was taken back. */
  readonly by: "retryFrom" | "compensate";
}

/**
 * The past of an execution without what a person's retry has undone. Where a step with `retryFrom` failed and the
 * execution was retried, it and every step of its list back to the one it names are done anew. Where a step was undone by
 * its `compensate`, it is done again.
 */
export function pastThatCounts(
  past: readonly PastRun[],
  steps: readonly CompiledStep[],
  redrive: number,
): CountingPast {
  // Only a retry undoes anything: what failed in the present redrive is not followed by one yet.
  const before = past.filter((run) => run.redrive < redrive);
  const undone = before.length === 0 ? [] : undoneIn(before, steps, new Set());
  if (undone.length === 0) return { runs: past, undone };
  return { runs: past.filter((run) => !undone.some((part) => concerns(part, run))), undone };
}

/** Whether a run is of what was undone, or of a loop around it that had come to its end. */
function concerns(part: UndonePart, { action, iteration, redrive }: PastRun): boolean {
  if (redrive > part.upTo) return false;
  return (
    (part.ids.has(action) && isWithin(iteration, part.iteration)) ||
    (part.loops.has(action) && iteration !== part.iteration && isWithin(part.iteration, iteration))
  );
}

/** Whether an iteration is the other one or lies in it. */
export function isWithin(iteration: string, around: string): boolean {
  return around === "" || iteration === around || iteration.startsWith(`${around}/`);
}

function undoneIn(
  before: readonly PastRun[],
  steps: readonly CompiledStep[],
  loopsAround: ReadonlySet<string>,
): UndonePart[] {
  return steps.flatMap((step, place) => {
    const loops = step.forEach === undefined ? loopsAround : new Set([...loopsAround, step.id]);
    return [
      ...judgedAgain(before, steps, place),
      ...takenBack(before, step, loops),
      ...listsInside(step).flatMap((list) => undoneIn(before, list, loops)),
    ];
  });
}

function judgedAgain(before: readonly PastRun[], steps: readonly CompiledStep[], place: number): UndonePart[] {
  const step = steps[place];
  const from = steps.findIndex(({ id }) => id === step?.retryFrom);
  if (step === undefined || from < 0) return [];
  const ids = new Set(steps.slice(from, place + 1).flatMap(({ covers }) => [...covers]));
  const own = before.filter((run) => run.action === step.id);
  const failed = own.filter((run) => isUnhandled(run) && !own.some((other) => ended(other, run)));
  return failed.map((run) => ({
    ids,
    loops: new Set(),
    iteration: beginOf(run.iteration, step.loops),
    upTo: run.redrive,
    by: "retryFrom",
  }));
}

function isUnhandled(run: PastRun): boolean {
  return run.state === "failed" && run.output === null;
}

/** Whether this is how the same try of a person ended well after all: another attempt, or something in its place. */
function ended(other: PastRun, run: PastRun): boolean {
  return other.redrive === run.redrive && other.iteration === run.iteration && !isUnhandled(other);
}

function takenBack(before: readonly PastRun[], step: CompiledStep, loops: ReadonlySet<string>): UndonePart[] {
  if (step.compensate.length === 0) return [];
  const undoing = new Set(step.compensate.flatMap(({ covers }) => [...covers]));
  const places = step.loops + (step.forEach === undefined ? 0 : 1);
  return before
    .filter((run) => undoing.has(run.action))
    .map((run) => ({
      ids: step.covers,
      loops,
      iteration: beginOf(run.iteration, places),
      upTo: run.redrive,
      by: "compensate",
    }));
}
