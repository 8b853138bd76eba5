import type { Tx } from "@belfry/store";
import type { CompiledRule } from "../rules/compile-rule.ts";
import { reserveStarts } from "../rates/limit-starts.ts";
import { leaseLost } from "../run/lease-lost.ts";
import type { HeldExecution } from "../sql/action-runs/action-run-row.ts";
import { lockExecution } from "../sql/executions/lock-execution.ts";
import type { Gate } from "../sql/gates/gate.ts";
import { lockGates } from "../sql/gates/lock-gates.ts";
import { openGates } from "../sql/gates/open-gates.ts";
import { insertExecutions, type NewExecution } from "../sql/executions/insert-executions.ts";

export interface ExecutionStart {
  readonly rule: CompiledRule;
  /** What started it: `{ kind, … }`. */
  readonly trigger: Readonly<Record<string, unknown>>;
  readonly inputs: Readonly<Record<string, unknown>>;
  /** Set for a child of a `forEach`. */
  readonly child?: { readonly parentId: number; readonly index: number; readonly item: unknown };
  /** Set for an execution that another one called and waits for. */
  readonly callerId?: number;
}

/**
 * Writes executions and puts them into the queue, and returns their ids in the order of `starts`. Those of rules with a
 * limit wait at the gate, and as many as there is room for are let in at once. The caller tells the queue after the
 * commit.
 */
export async function startExecutions(tx: Tx, starts: readonly ExecutionStart[]): Promise<number[]> {
  const gates = gatesOf(starts);
  await lockGates(tx, gates);
  return insert(tx, starts, gates);
}

/**
 * The same for the children of a parent that this node holds, or thinks it holds: nothing is written when it lost the
 * parent or the parent is to be cancelled. Returns whether they were started.
 *
 * Gates are locked before the parent, as everywhere: the other way round two nodes would lock each other out.
 */
export async function startChildren(tx: Tx, held: HeldExecution, starts: readonly ExecutionStart[]): Promise<boolean> {
  const gates = gatesOf(starts);
  await lockGates(tx, gates);
  const parent = await lockExecution(tx, held.execution);
  if (parent?.epoch !== held.epoch)
    throw leaseLost("Another node holds the parent of the children that were to be started.");
  if (parent.cancelBy !== null) return false;
  await insert(tx, starts, gates);
  return true;
}

/**
 * Starts an execution for another one that calls it: gates, the caller, the execution, and what `after` writes. `before`
 * compares the holding of the caller.
 */
export async function insertCalled<T>(
  tx: Tx,
  start: ExecutionStart,
  steps: { readonly before: () => Promise<unknown>; readonly after: (executionId: number) => Promise<T> },
): Promise<T> {
  const gates = gatesOf([start]);
  await lockGates(tx, gates);
  await steps.before();
  const [id] = await insert(tx, [start], gates);
  if (id === undefined) throw new Error("A called execution was written and has no id.");
  return steps.after(id);
}

async function insert(tx: Tx, starts: readonly ExecutionStart[], gates: readonly Gate[]): Promise<number[]> {
  const turns = await reserveStarts(tx, starts);
  const ids = await insertExecutions(
    tx,
    starts.map((start) => ({ ...newExecution(start), ...turnField(turns.get(start)) })),
  );
  await openGates(tx, gates);
  return ids;
}

/** Only what works takes a place: the parent of a `forEach` does not, its children do. */
function isGated(start: ExecutionStart): boolean {
  return start.rule.gate !== undefined && (start.rule.forEach === undefined || start.child !== undefined);
}

function gatesOf(starts: readonly ExecutionStart[]): Gate[] {
  const gates = new Map<number, Gate>();
  for (const start of starts) {
    const { gate, id } = start.rule;
    if (gate !== undefined && isGated(start)) gates.set(id, { ruleId: id, limit: gate.limit });
  }
  return [...gates.values()];
}

function turnField(notBefore: Date | undefined): Pick<NewExecution, "notBefore"> {
  return notBefore === undefined ? {} : { notBefore };
}

function newExecution(start: ExecutionStart): NewExecution {
  return {
    ruleId: start.rule.id,
    ruleVersion: start.rule.version,
    priority: start.rule.priority,
    gated: isGated(start),
    trigger: start.trigger,
    inputs: start.inputs,
    ...(start.callerId !== undefined && { parentId: start.callerId }),
    ...(start.child === undefined
      ? {}
      : { parentId: start.child.parentId, itemIndex: start.child.index, item: start.child.item }),
  };
}
