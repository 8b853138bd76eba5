import type { Tx } from "@belfry/store";
import { countAtGates } from "../sql/gates/count-at-gates.ts";
import type { Gate } from "../sql/gates/gate.ts";
import { lockGates } from "../sql/gates/lock-gates.ts";
import type { ExecutionStart } from "./start-executions.ts";

/**
 * Rules that say `onBusy: skip` start nothing beyond their limit: what exceeds it becomes what `refuse` makes of it. The
 * gates stay locked until the transaction is over, so nobody else fills the places that were counted.
 */
export async function skipBusyRules<D extends { readonly start?: ExecutionStart }>(
  tx: Tx,
  decisions: readonly D[],
  refuse: (decision: D, detail: { readonly running: number; readonly limit: number }) => D,
): Promise<readonly D[]> {
  const skipping = new Map<number, Gate>();
  for (const { start } of decisions) {
    const gate = start?.rule.gate;
    if (start !== undefined && gate?.onBusy === "skip")
      skipping.set(start.rule.id, { ruleId: start.rule.id, limit: gate.limit });
  }
  if (skipping.size === 0) return decisions;
  await lockGates(tx, [...skipping.values()]);
  const busy = await countAtGates(tx, [...skipping.keys()]);
  return decisions.map((decision) => {
    const gate = decision.start === undefined ? undefined : skipping.get(decision.start.rule.id);
    if (gate === undefined) return decision;
    const running = busy.get(gate.ruleId) ?? 0;
    if (running >= gate.limit) return refuse(decision, { running, limit: gate.limit });
    busy.set(gate.ruleId, running + 1);
    return decision;
  });
}
