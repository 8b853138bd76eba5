import type { Tx } from "@belfry/store";
import { lockLine } from "../limits/gate-line.ts";
import { countAtGates } from "../sql/gates/count-at-gates.ts";
import type { ExecutionStart } from "./start-executions.ts";

/** How busy a rule was, or a value of its key. */
export interface BusyDetail {
  readonly [field: string]: unknown;
  readonly running: number;
  readonly limit: number;
}

/**
 * Rules that say `onBusy: skip` start nothing beyond their limit: what exceeds it becomes what `refuse` makes of it. The
 * gates of all that start stay locked until the transaction is over, so nobody else fills the places that were counted.
 */
export async function skipBusyRules<D extends { readonly start?: ExecutionStart }>(
  tx: Tx,
  decisions: readonly D[],
  refuse: (decision: D, detail: BusyDetail) => D,
): Promise<readonly D[]> {
  const starts = decisions.flatMap(({ start }) => (start === undefined ? [] : [start]));
  if (!starts.some(skips)) return decisions;
  const line = await lockLine(tx, starts);
  const gates = starts.filter(skips).flatMap((start) => line.gatesOf(start).slice(0, 1));
  const busy = await countAtGates(tx, gates);
  return decisions.map((decision) => {
    const { start } = decision;
    const limit = start?.rule.gate?.limit;
    const [gate] = start !== undefined && skips(start) ? line.gatesOf(start) : [];
    if (start === undefined || gate === undefined || limit === undefined) return decision;
    const running = busy.get(gate) ?? 0;
    if (running >= limit) return refuse(decision, { ...keyOf(start), running, limit });
    busy.set(gate, running + 1);
    return decision;
  });
}

function skips({ rule }: ExecutionStart): boolean {
  return rule.gate?.onBusy === "skip";
}

function keyOf({ key }: ExecutionStart): { readonly key?: unknown } {
  return key === undefined ? {} : { key: JSON.parse(key) };
}
