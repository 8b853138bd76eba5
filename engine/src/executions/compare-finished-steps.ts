/**
 * Whether an execution may go on with another version of its rule: what it has finished must mean the same there. Its
 * finished steps stand in the new version with the same ids in the same order and in the same places, do the same, and
 * still count; loops of which they finished a part have the same list; and nothing new stands before them, where it would
 * run behind what follows it.
 */
import { kindOfStep, stepsOf, type ActionStep, type Problem, type Rule } from "@belfry/model";
import type { CompiledRule } from "../rules/compile-rule.ts";
import { hasEnded } from "../run/past.ts";
import { pastThatCounts } from "../run/past-that-counts.ts";
import type { PastRun } from "../sql/action-runs/select-past-runs.ts";

interface PlacedStep {
  readonly id: string;
  readonly path: string;
  /** The ids of the steps it stands in, and what it does. */
  readonly meaning: string;
  /** The lists of the loops around it, its own included. */
  readonly loops: string;
}

/** What of the finished steps is not the same; empty: it may go on with the other version. */
export function compareFinishedSteps(
  { before, after }: { readonly before: CompiledRule; readonly after: CompiledRule },
  runs: readonly PastRun[],
  redrive: number,
): Problem[] {
  if ((before.forEach === undefined) !== (after.forEach === undefined))
    return [differs("forEach", "Only one of the two versions works through a list with forEach.")];
  const finished = finishedIds(before, runs, redrive);
  const inLoops = new Set(runs.filter(({ iteration }) => iteration !== "").map(({ action }) => action));
  const old = outlineOf(before.definition);
  const fresh = outlineOf(after.definition);
  const known = new Set(old.map(({ id }) => id));
  const done = old.filter(({ id }) => finished.has(id));
  const there = fresh.filter(({ id }) => finished.has(id) && known.has(id));
  const problems = done.flatMap((step) => lostOrOther(step, there, inLoops));
  if (problems.length > 0) return problems;
  const order = there.findIndex(({ id }, place) => id !== done[place]?.id);
  const misplaced = there[order];
  if (misplaced !== undefined) return [differs(misplaced.path, `The step ${misplaced.id} stands in another place.`)];
  const last = fresh.findLastIndex(({ id }) => finished.has(id));
  const added = fresh.slice(0, Math.max(0, last)).find(({ id }) => !known.has(id));
  if (added !== undefined)
    return [differs(added.path, `The step ${added.id} is new and stands before steps that are finished.`)];
  const counting = finishedIds(after, runs, redrive);
  return done
    .filter(({ id }) => !counting.has(id))
    .map(({ id, path }) => differs(path, `What undoes or repeats the step ${id} has changed.`));
}

function lostOrOther(step: PlacedStep, there: readonly PlacedStep[], inLoops: ReadonlySet<string>): Problem[] {
  const same = there.find(({ id }) => id === step.id);
  if (same === undefined) return [differs(step.path, `The finished step ${step.id} is no longer there.`)];
  if (same.meaning !== step.meaning)
    return [differs(same.path, `The step ${step.id} is another one, or stands elsewhere.`)];
  if (inLoops.has(step.id) && same.loops !== step.loops)
    return [differs(same.path, `The list that the step ${step.id} works through is another one.`)];
  return [];
}

/** The steps of the main part that are finished and count, by the retries and undoings that a version knows. */
function finishedIds(rule: CompiledRule, runs: readonly PastRun[], redrive: number): Set<string> {
  const { runs: counting } = pastThatCounts(runs, rule.steps, redrive);
  return new Set(counting.filter(hasEnded).map(({ action }) => action));
}

/** The steps of the main part as they stand, without those that undo others. */
function outlineOf(rule: Rule): PlacedStep[] {
  const around: ActionStep[] = [];
  const ids: string[] = [];
  const outline: PlacedStep[] = [];
  for (const { step, id, path, part, depth } of stepsOf(rule)) {
    if (part !== "actions") break;
    around.splice(depth, around.length, step);
    ids.splice(depth, ids.length, id);
    if (path.includes(".compensate[")) continue;
    const loops = JSON.stringify(around.map(({ forEach }) => itemsOf(forEach)));
    outline.push({ id, path, meaning: JSON.stringify([ids, whatItDoes(step)]), loops });
  }
  return outline;
}

function itemsOf(forEach: ActionStep["forEach"]): unknown {
  return typeof forEach === "object" && !Array.isArray(forEach) ? forEach.items : (forEach ?? null);
}

function whatItDoes(step: ActionStep): string {
  return step.use ?? (step.call === undefined ? kindOfStep(step) : `call ${step.call.rule}`);
}

function differs(path: string, message: string): Problem {
  return { path, message, remedy: "Retry from the start, or with the version that failed." };
}
