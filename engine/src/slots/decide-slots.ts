/**
 * Deciding: every due slot gets exactly one fate.
 *
 * The slots are looked at, their conditions evaluated, and only then one transaction takes them out of the plan and
 * writes fates and executions together. Another node may have taken some of them meanwhile: those are not ours, and
 * nothing was done for them but thinking. A crash before the commit leaves the slots planned; after it, the executions
 * exist. There is nothing in between.
 */
import type { SlotFate } from "@belfry/model";
import type { Store, Tx } from "@belfry/store";
import type { EngineEventBus } from "../events/engine-events.ts";
import type { Faults } from "../fault-points.ts";
import { startExecutions, type ExecutionStart } from "../executions/start-executions.ts";
import type { CompiledRule } from "../rules/compile-rule.ts";
import type { RuleCache } from "../rules/rule-cache.ts";
import { evaluateCondition } from "../rules/evaluate-condition.ts";
import { countAtGates } from "../sql/gates/count-at-gates.ts";
import { lockGates } from "../sql/gates/lock-gates.ts";
import { insertSlotFates, type NewSlotFate } from "../sql/slots/insert-slot-fates.ts";
import { selectDueSlots, type DueSlot } from "../sql/slots/select-due-slots.ts";
import { takeSlots } from "../sql/slots/take-slots.ts";
import { judgeMisfire } from "./judge-misfire.ts";
import { mergeFates } from "./merge-fates.ts";
import type { Schedules } from "./schedule.ts";

const SLOTS_AT_ONCE = 500;

export interface DeciderDeps {
  readonly store: Store;
  readonly rules: RuleCache;
  readonly schedules: Schedules;
  readonly events: EngineEventBus;
  readonly faults: Faults;
}

interface Decision {
  readonly slot: DueSlot;
  readonly rule: CompiledRule;
  readonly fate: SlotFate;
  readonly detail?: Readonly<Record<string, unknown>>;
  readonly start?: ExecutionStart;
}

/** Decides up to 500 due slots. Returns how many this node decided and whether there may be more. */
export async function decideSlots(deps: DeciderDeps): Promise<{ decided: number; more: boolean }> {
  const { now, slots } = await selectDueSlots(deps.store, SLOTS_AT_ONCE);
  if (slots.length === 0) return { decided: 0, more: false };
  const decisions = new Map<string, Decision>();
  for (const slot of slots) decisions.set(keyOf(slot), await decide(deps, slot, now));

  const counts: Partial<Record<SlotFate, number>> = {};
  const decided = await deps.store.transaction(async (tx) => {
    const taken = await takeSlots(tx, slots);
    const mine = taken.map((slot) => decisions.get(keyOf(slot))).filter((decision) => decision !== undefined);
    const fates = await writeDecisions(tx, mine);
    for (const fate of fates) counts[fate.fate] = (counts[fate.fate] ?? 0) + fate.n;
    await deps.faults.at("before-decide-commit");
    return mine.length;
  });
  await deps.faults.at("after-decide-commit");
  const oldest = slots[0];
  deps.events.emit("slots.decided", {
    fates: counts,
    latestMs: oldest === undefined ? 0 : now.getTime() - oldest.decideAt.getTime(),
  });
  return { decided, more: slots.length === SLOTS_AT_ONCE };
}

async function decide(deps: DeciderDeps, slot: DueSlot, now: Date): Promise<Decision> {
  const rule = await deps.rules.get(slot.ruleId, slot.ruleVersion);
  // A slot with a decide time of its own was judged when it was planned: it is part of a catch-up.
  if (slot.decideAt.getTime() === slot.dueAt.getTime()) {
    const next = deps.schedules.of(slot)?.next(slot.dueAt);
    const judgement = judgeMisfire({ dueAt: slot.dueAt, now, next, misfire: slot.config.misfire });
    if (!judgement.fire) return { slot, rule, fate: "missed", detail: { reason: judgement.reason } };
  }
  const data = { kind: slot.kind, id: slot.key, dueAt: slot.dueAt.toISOString() };
  const verdict = evaluateCondition(rule, {
    trigger: data,
    inputs: rule.inputs.defaults,
    vars: await deps.rules.vars(rule),
    now,
  });
  if (verdict.kind === "error") {
    deps.events.emit("slot.condition-error", { rule: rule.slug, dueAt: slot.dueAt, message: verdict.message });
    return { slot, rule, fate: "condition-error", detail: { message: verdict.message } };
  }
  if (verdict.kind === "false") return { slot, rule, fate: "condition-false", detail: verdict.detail };
  return { slot, rule, fate: "fired", start: { rule, trigger: data, inputs: rule.inputs.defaults } };
}

/** Writes the executions of those that fire and one fate for each slot. */
async function writeDecisions(tx: Tx, decisions: readonly Decision[]): Promise<NewSlotFate[]> {
  const settled = await skipBusyRules(tx, decisions);
  const starting = settled.filter((decision) => decision.start !== undefined);
  const ids = await startExecutions(
    tx,
    starting.map((decision) => decision.start).filter((start) => start !== undefined),
  );
  const executionOf = new Map(starting.map((decision, i) => [decision, ids[i]]));
  const fates = settled.map((decision): NewSlotFate => {
    const executionId = executionOf.get(decision);
    return {
      triggerId: decision.slot.triggerId,
      from: decision.slot.dueAt,
      to: decision.slot.dueAt,
      n: 1,
      fate: decision.fate,
      ...(executionId === undefined ? {} : { executionId }),
      ...(decision.detail === undefined ? {} : { detail: decision.detail }),
    };
  });
  const merged = mergeFates(fates);
  await insertSlotFates(tx, merged);
  return merged;
}

/** Rules that say `onBusy: skip` get the fate `overlap-skipped` for what exceeds their limit. */
async function skipBusyRules(tx: Tx, decisions: readonly Decision[]): Promise<readonly Decision[]> {
  const skipping = new Map<number, { ruleId: number; limit: number }>();
  for (const { rule, start } of decisions) {
    if (start !== undefined && rule.gate?.onBusy === "skip")
      skipping.set(rule.id, { ruleId: rule.id, limit: rule.gate.limit });
  }
  if (skipping.size === 0) return decisions;
  await lockGates(tx, [...skipping.values()]);
  const busy = await countAtGates(tx, [...skipping.keys()]);
  return decisions.map((decision) => {
    const gate = decision.start === undefined ? undefined : skipping.get(decision.rule.id);
    if (gate === undefined) return decision;
    const running = busy.get(gate.ruleId) ?? 0;
    if (running < gate.limit) {
      busy.set(gate.ruleId, running + 1);
      return decision;
    }
    return {
      slot: decision.slot,
      rule: decision.rule,
      fate: "overlap-skipped",
      detail: { running, limit: gate.limit },
    };
  });
}

function keyOf(slot: { readonly triggerId: number; readonly dueAt: Date }): string {
  return `${slot.triggerId} ${slot.dueAt.getTime()}`;
}
