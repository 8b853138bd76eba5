import type { Tx } from "@belfry/store";
import { lockLine, makeWay, standInLine, type GateLine } from "../limits/gate-line.ts";
import type { GateKey } from "../limits/gate-key.ts";
import type { CompiledRule } from "../rules/compile-rule.ts";
import { reserveStarts } from "../rates/limit-starts.ts";
import { leaseLost } from "../run/lease-lost.ts";
import type { HeldExecution } from "../sql/action-runs/action-run-row.ts";
import { lockExecution } from "../sql/executions/lock-execution.ts";
import { insertExecutions, type NewExecution } from "../sql/executions/insert-executions.ts";

export interface ExecutionStart extends GateKey {
  readonly rule: CompiledRule;
  /** What started it: `{ kind, … }`. */
  readonly trigger: Readonly<Record<string, unknown>>;
  readonly inputs: Readonly<Record<string, unknown>>;
  /** Set for a child of a `forEach`. */
  readonly child?: { readonly parentId: number; readonly index: number; readonly item: unknown };
  /** How urgent it is. @default as its rule says */
  readonly priority?: number;
  /** Set for an execution that another one called and waits for. */
  readonly callerId?: number;
}

/**
 * Writes executions and puts them into the queue, and returns their ids in the order of `starts`. Those that have to pass
 * gates wait there, and as many as there is room for are let in at once. The caller tells the queue after the commit.
 */
export async function startExecutions(tx: Tx, starts: readonly ExecutionStart[]): Promise<number[]> {
  return insert(tx, starts, await lockLine(tx, starts));
}

/**
 * The same for the children of a parent that this node holds, or thinks it holds: nothing is written when it lost the
 * parent or the parent is to be cancelled. Returns whether they were started.
 *
 * Gates are locked before the parent, as everywhere: the other way round two nodes would lock each other out.
 */
export async function startChildren(tx: Tx, held: HeldExecution, starts: readonly ExecutionStart[]): Promise<boolean> {
  const line = await lockLine(tx, starts);
  const parent = await lockExecution(tx, held.execution);
  if (parent?.epoch !== held.epoch)
    throw leaseLost("Another node holds the parent of the children that were to be started.");
  if (parent.cancelBy !== null) return false;
  await insert(tx, starts, line);
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
  const line = await lockLine(tx, [start]);
  await steps.before();
  const [id] = await insert(tx, [start], line);
  if (id === undefined) throw new Error("A called execution was written and has no id.");
  return steps.after(id);
}

async function insert(tx: Tx, starts: readonly ExecutionStart[], line: GateLine): Promise<number[]> {
  const turns = await reserveStarts(tx, starts);
  const rows = starts.map((start) => ({ start, gates: line.gatesOf(start), notBefore: turns.get(start) }));
  const ids = await insertExecutions(tx, rows.map(newExecution));
  const written = rows.flatMap((row, index) => {
    const id = ids[index];
    return id === undefined ? [] : [{ ...row, id }];
  });
  await standInLine(
    tx,
    line,
    written.map(({ id, start, gates }) => ({
      id,
      ruleId: start.rule.id,
      priority: start.priority ?? start.rule.priority,
      gates,
    })),
  );
  await makeWay(
    tx,
    line,
    written.map(({ id, start }) => ({ ...start, id })),
  );
  return ids;
}

interface StartRow {
  readonly start: ExecutionStart;
  readonly gates: readonly string[];
  readonly notBefore: Date | undefined;
}

function newExecution({ start, gates, notBefore }: StartRow): NewExecution {
  return {
    ruleId: start.rule.id,
    ruleVersion: start.rule.version,
    priority: start.priority ?? start.rule.priority,
    gated: gates.length > 0,
    ...(start.key !== undefined && { key: start.key }),
    ...(notBefore !== undefined && { notBefore }),
    trigger: start.trigger,
    inputs: start.inputs,
    ...(start.callerId !== undefined && { parentId: start.callerId }),
    ...(start.child === undefined
      ? {}
      : { parentId: start.child.parentId, itemIndex: start.child.index, item: start.child.item }),
  };
}
