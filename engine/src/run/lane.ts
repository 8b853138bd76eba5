import type { Scope } from "../rules/scope.ts";
import type { CompiledStep } from "./compiled-step.ts";
import { itemPath } from "./iteration-path.ts";

/** The names that the steps of a lane see. They grow while it runs: outputs, and the variables it sets. */
export interface LaneScope extends Scope {
  readonly actions: Record<string, unknown>;
  readonly vars: Record<string, unknown>;
}

/** A step that succeeded and can be undone, with what it saw. */
export interface Undo {
  readonly step: CompiledStep;
  readonly iteration: string;
  readonly scope: LaneScope;
}

/** Steps that run one after the other: those of an execution, of a branch, or of an item of a loop. */
export interface Lane {
  readonly scope: LaneScope;
  /** The places in the loops around it. */
  readonly path: string;
  /** Whether nothing more is begun here: a lane beside it has failed. */
  readonly halted: () => boolean;
  /** What can be undone, in the order in which it was done; collected when it is asked for. */
  readonly undo: Undo[] | undefined;
}

/** The lane of a branch: it sees what was there before it, and nobody sees what it does before it has ended. */
export function branchLane(lane: Lane, halted: () => boolean): Lane {
  return {
    ...lane,
    halted: () => halted() || lane.halted(),
    scope: { ...lane.scope, actions: { ...lane.scope.actions }, vars: { ...lane.scope.vars } },
    undo: lane.undo === undefined ? undefined : [],
  };
}

/** An item of a loop, and what it shares with the others: what they set, or nothing. */
interface LoopItem {
  readonly each: unknown;
  readonly index: number;
  readonly sharing: "all" | "vars" | "nothing";
}

/** The lane of an item. Those of a loop that works on one item at a time hand the variables on that they set. */
export function itemLane(lane: Lane, { each, index, sharing }: LoopItem, halted: () => boolean): Lane {
  const branch = sharing === "all" ? { ...lane, undo: lane.undo && [] } : branchLane(lane, halted);
  const vars = sharing === "nothing" ? branch.scope.vars : lane.scope.vars;
  return { ...branch, path: itemPath(lane.path, index), scope: { ...branch.scope, vars, each, index } };
}

/** Takes over what a branch found out, when it has ended. */
export function joinBranch(lane: Lane, branch: Lane, varsBefore: Readonly<Record<string, unknown>>): void {
  Object.assign(lane.scope.actions, branch.scope.actions);
  for (const [name, value] of Object.entries(branch.scope.vars))
    if (!Object.is(varsBefore[name], value)) lane.scope.vars[name] = value;
}

/** Whether a step that has ended is walked through again: for what it set, or for what can be undone of it. */
export function mustWalk(step: CompiledStep, lane: Lane): boolean {
  return step.sets || (lane.undo !== undefined && step.undoable);
}

/** Notes that a step succeeded, where that is asked for. */
export function noteUndo(step: CompiledStep, lane: Lane, output: unknown): void {
  if (lane.undo === undefined || step.compensate.length === 0) return;
  const scope = { ...lane.scope, actions: { ...lane.scope.actions, [step.name]: output } };
  lane.undo.push({ step, iteration: lane.path, scope });
}

/** The lane of an execution itself. */
export function topLane(scope: LaneScope, undo?: Undo[]): Lane {
  return { scope, path: "", halted: never, undo };
}

const never = (): boolean => false;
