/** The gates that executions have to pass, and their places in line. */
import type { Tx } from "@belfry/store";
import { BUS_CHANNEL } from "../events/bus.ts";
import type { CompiledRule } from "../rules/compile-rule.ts";
import { cancelOlder } from "../sql/gates/cancel-older.ts";
import { inOrder, labelGate, ruleGate, isLabelGate } from "../sql/gates/gate.ts";
import { insertPlaces, type GatedExecution } from "../sql/gates/insert-places.ts";
import { openGates, type LockedGates } from "../sql/gates/open-gates.ts";
import { selectInheritedGates } from "../sql/gates/select-inherited-gates.ts";
import { selectLabelLimits } from "../sql/gates/select-label-limits.ts";
import { notifyNodes } from "../sql/nodes/notify-nodes.ts";
import { lockGates } from "./lock-gates.ts";

/** What says which gates an execution passes. */
export interface Passing {
  readonly rule: CompiledRule;
  /** The value of the key of the rule, as JSON. */
  readonly key?: string | undefined;
  /** Set for an item of a `forEach`. */
  readonly child?: { readonly parentId?: number | undefined } | undefined;
  /** Who called it and waits for it. */
  readonly callerId?: number | undefined;
}

/** The gates of some executions, locked until the transaction ends. */
export interface GateLine {
  readonly locked: LockedGates;
  /** From the narrow one to the wide one; none for one that may begin at once. */
  gatesOf(passing: Passing): readonly string[];
}

/**
 * Locks the gates that executions pass, before anything else of them is locked: the other way round two nodes would lock
 * each other out. Costs nothing for rules without a limit and without labels.
 */
export async function lockLine(tx: Tx, all: readonly Passing[]): Promise<GateLine> {
  const labels = new Set(all.flatMap((passing) => (takesPlace(passing) ? labelsOf(passing.rule) : [])));
  const limited = await selectLabelLimits(tx, [...labels]);
  const callers = limited.size === 0 ? [] : all.map(waitingFor).filter((id) => id !== undefined);
  const inherited = callers.length === 0 ? undefined : await selectInheritedGates(tx, [...new Set(callers)]);
  const gatesOf = (passing: Passing): readonly string[] => {
    if (!takesPlace(passing)) return [];
    const { rule, key } = passing;
    // Its place is taken by who waits for it: it would wait for that, and that for it.
    const held = inherited?.get(waitingFor(passing) ?? 0);
    const own = rule.gate === undefined ? [] : [ruleGate(rule.id, rule.gate.key === undefined ? undefined : key)];
    const wide = limited.size === 0 ? [] : labelsOf(rule).filter((name) => limited.has(name));
    return inOrder([...own, ...wide.map(labelGate).filter((gate) => held?.has(gate) !== true)]);
  };
  const rules = all.filter((passing) => passing.rule.gate !== undefined && takesPlace(passing));
  const locked = await lockGates(
    tx,
    rules.map(({ rule }) => rule.id),
    limited.size > 0,
  );
  return { locked, gatesOf };
}

/** Locks all gates that executions of these rules may pass, for work that goes through many of them in one transaction. */
export async function lockGatesOf(tx: Tx, ruleIds: readonly number[]): Promise<LockedGates> {
  // Before the gates, as everywhere: that nobody begins to limit a label.
  await selectLabelLimits(tx, [""]);
  return lockGates(tx, ruleIds, true);
}

/** Lets executions stand in line and lets in as many as there is room for. */
export async function standInLine(tx: Tx, line: GateLine, executions: readonly GatedExecution[]): Promise<void> {
  const gated = executions.filter(({ gates }) => gates.length > 0);
  if (gated.length === 0) return;
  await insertPlaces(tx, gated);
  await openGates(
    tx,
    gated.flatMap(({ gates }) => gates.slice(0, 1)),
    line.locked,
  );
}

/** Rules that say `onBusy: cancelOlder` go on with the newest only: what is older at the same gate is asked to stop. */
export async function makeWay(
  tx: Tx,
  line: GateLine,
  starts: readonly (Passing & { readonly id: number })[],
): Promise<void> {
  const gates = new Map<string, { gate: string; limit: number; newest: number }>();
  for (const start of starts) {
    const { rule, id } = start;
    const [gate] = line.gatesOf(start);
    if (rule.gate?.onBusy !== "cancelOlder" || gate === undefined || isLabelGate(gate)) continue;
    gates.set(gate, { gate, limit: rule.gate.limit, newest: Math.max(id, gates.get(gate)?.newest ?? 0) });
  }
  if (gates.size === 0) return;
  // Told with the commit: whoever runs what is to be cancelled should not hear of it a second later.
  if ((await cancelOlder(tx, [...gates.values()])) > 0) await notifyNodes(tx, BUS_CHANNEL, "cancel,queue");
}

function waitingFor({ child, callerId }: Passing): number | undefined {
  return callerId ?? child?.parentId;
}

/** Only what works takes a place: the parent of a `forEach` does not, its items do. */
function takesPlace({ rule, child }: Passing): boolean {
  return rule.forEach === undefined || child !== undefined;
}

function labelsOf(rule: CompiledRule): string[] {
  return Object.entries(rule.definition.labels ?? {}).map(([name, value]) => `${name}=${value}`);
}
