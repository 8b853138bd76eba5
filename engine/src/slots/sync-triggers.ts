/**
 * Keeps the triggers of a rule in step with its definition. A trigger never changes: one whose configuration differs
 * ends, its planned slots get the fate `superseded`, and a new one begins. So the fire times that were due can always be
 * counted from what is written.
 */
import { isDeepStrictEqual } from "node:util";
import type { Rule, TriggerConfig } from "@belfry/model";
import type { Tx } from "@belfry/store";
import type { Registry } from "../registry.ts";
import { insertSlotFates, type NewSlotFate } from "../sql/slots/insert-slot-fates.ts";
import { selectNow } from "../sql/clock/select-now.ts";
import { deletePlan } from "../sql/plans/delete-plan.ts";
import { upsertPlan } from "../sql/plans/upsert-plan.ts";
import { moveSlotsToVersion } from "../sql/slots/move-slots-to-version.ts";
import { takeFutureSlots } from "../sql/slots/take-future-slots.ts";
import { endTrigger } from "../sql/triggers/end-trigger.ts";
import { insertTrigger } from "../sql/triggers/insert-trigger.ts";
import { selectTriggers, type TriggerRow } from "../sql/triggers/select-triggers.ts";
import { setTriggerIdle } from "../sql/triggers/set-trigger-idle.ts";
import { mergeFates } from "./merge-fates.ts";
import { countTimes, triggerKind, type Schedules } from "./schedule.ts";

export interface SyncDeps {
  readonly registry: Registry;
  readonly schedules: Schedules;
}

interface WantedTrigger {
  readonly key: string;
  readonly kind: string;
  readonly config: TriggerConfig;
}

/** Makes the triggers of an enabled rule what its definition says, and plans them. */
export async function syncTriggers(
  deps: SyncDeps,
  tx: Tx,
  rule: { id: number; version: number; definition: Rule },
): Promise<void> {
  const wanted = wantedTriggers(deps.registry, rule.definition);
  const present = await selectTriggers(tx, rule.id);
  const now = await selectNow(tx);
  for (const trigger of present) {
    const same = wanted.find((want) => isSame(want, trigger));
    if (same === undefined) await end(deps, tx, trigger, now);
    else await goOn(deps, tx, trigger, rule, now);
  }
  for (const want of wanted) {
    if (present.some((trigger) => isSame(want, trigger))) continue;
    const triggerId = await insertTrigger(tx, { ...want, ruleId: rule.id, from: now });
    await upsertPlan(tx, { triggerId, ruleId: rule.id, ruleVersion: rule.version, from: now });
  }
}

/** Stops planning the triggers of a rule that was disabled. Their slots of that time are counted when it is enabled again. */
export async function idleTriggers(tx: Tx, ruleId: number): Promise<void> {
  // One time for all of it: a slot that is due between two looks at the clock would be taken and not counted.
  const now = await selectNow(tx);
  for (const trigger of await selectTriggers(tx, ruleId)) {
    await takeFutureSlots(tx, trigger.id, now);
    await deletePlan(tx, trigger.id);
    await setTriggerIdle(tx, trigger.id, now);
  }
}

async function goOn(
  deps: SyncDeps,
  tx: Tx,
  trigger: TriggerRow,
  rule: { id: number; version: number },
  now: Date,
): Promise<void> {
  if (trigger.idleFrom !== null) {
    await insertSlotFates(tx, idleFates(deps, trigger, now));
    await setTriggerIdle(tx, trigger.id, null);
  }
  await upsertPlan(tx, { triggerId: trigger.id, ruleId: rule.id, ruleVersion: rule.version, from: now });
  await moveSlotsToVersion(tx, trigger.id, rule.version);
}

async function end(deps: SyncDeps, tx: Tx, trigger: TriggerRow, now: Date): Promise<void> {
  const slots = await takeFutureSlots(tx, trigger.id, now);
  const superseded = slots
    .toSorted((a, b) => a.dueAt.getTime() - b.dueAt.getTime())
    .map(({ dueAt }): NewSlotFate => ({ triggerId: trigger.id, from: dueAt, to: dueAt, n: 1, fate: "superseded" }));
  await insertSlotFates(tx, [...idleFates(deps, trigger, now), ...mergeFates(superseded)]);
  await deletePlan(tx, trigger.id);
  await endTrigger(tx, trigger.id, now);
}

/** One row for all fire times while the rule was disabled. */
function idleFates(deps: SyncDeps, trigger: TriggerRow, now: Date): NewSlotFate[] {
  const schedule = deps.schedules.of({ triggerId: trigger.id, kind: trigger.kind, config: trigger.config });
  if (trigger.idleFrom === null || schedule === undefined) return [];
  const { n, first, last } = countTimes(schedule, trigger.idleFrom, now);
  if (first === undefined || last === undefined) return [];
  return [{ triggerId: trigger.id, from: first, to: last, n, fate: "disabled" }];
}

function wantedTriggers(registry: Registry, rule: Rule): WantedTrigger[] {
  return (rule.triggers ?? []).flatMap((config, i) => {
    const kind = triggerKind(registry, config);
    return kind === undefined ? [] : [{ key: config.id ?? `${kind}-${i + 1}`, kind, config }];
  });
}

function isSame(want: WantedTrigger, trigger: TriggerRow): boolean {
  return want.key === trigger.key && isDeepStrictEqual(want.config, trigger.config);
}
