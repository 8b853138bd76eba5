/**
 * Keeps the triggers of a rule in step with its definition. A trigger never changes: one whose configuration differs
 * ends, its planned slots get the fate `superseded`, and a new one begins. So the fire times that were due can always be
 * counted from what is written.
 */
import { isDeepStrictEqual } from "node:util";
import type { Rule, SlotFate, TriggerConfig } from "@belfry/model";
import type { Tx } from "@belfry/store";
import { endFeed, keepFeed, type EndedFeed } from "../feeds/sync-feeds.ts";
import { keepWatches } from "../outcomes/watches.ts";
import type { Registry } from "../registry.ts";
import { insertSlotFates, type NewSlotFate } from "../sql/slots/insert-slot-fates.ts";
import { selectNow } from "../sql/clock/select-now.ts";
import { idleFeed } from "../sql/feeds/idle-feed.ts";
import { deletePlan } from "../sql/plans/delete-plan.ts";
import { lockPlans } from "../sql/plans/lock-plans.ts";
import { upsertPlan } from "../sql/plans/upsert-plan.ts";
import { moveSlotsToVersion } from "../sql/slots/move-slots-to-version.ts";
import { selectLatestFate } from "../sql/slots/select-latest-fate.ts";
import { takeFutureSlots } from "../sql/slots/take-future-slots.ts";
import { endTrigger } from "../sql/triggers/end-trigger.ts";
import { insertTrigger } from "../sql/triggers/insert-trigger.ts";
import { selectTriggers, type TriggerRow } from "../sql/triggers/select-triggers.ts";
import { setTriggerIdle } from "../sql/triggers/set-trigger-idle.ts";
import { mergeFates } from "./merge-fates.ts";
import { planUpToNow } from "./plan-slots.ts";
import { spreadMs } from "./spread.ts";
import { countTimes, triggerKind, usableSchedule, type Schedules } from "./schedule.ts";

export interface SyncDeps {
  readonly registry: Registry;
  readonly schedules: Schedules;
}

interface WantedTrigger {
  readonly key: string;
  readonly kind: string;
  readonly config: TriggerConfig;
  readonly spreadMs: number;
}

/** Makes the triggers of an enabled rule what its definition says, and plans them. */
export async function syncTriggers(
  deps: SyncDeps,
  tx: Tx,
  rule: { id: number; version: number; definition: Rule },
): Promise<void> {
  const wanted = wantedTriggers(deps.registry, rule.definition);
  await lockPlans(tx, rule.id);
  const all = await selectTriggers(tx, rule.id, { ended: true });
  const now = await selectNow(tx);
  const present = all.filter((trigger) => trigger.activeUntil === null);
  // Not before the end of what was there: a clock that went back must not let the same times fire again.
  let from = latest(now, ...all.map((trigger) => trigger.activeUntil));
  const watching: { triggerId: number; kind: string; config: TriggerConfig }[] = [];
  const endedFeeds: EndedFeed[] = [];
  for (const trigger of present) {
    if (wanted.some((want) => isSame(want, trigger))) {
      await goOn(deps, tx, trigger, rule, now);
      watching.push({ ...trigger, triggerId: trigger.id });
    } else {
      from = latest(from, await end(deps, tx, trigger, rule, now));
      endedFeeds.push(await endFeed(tx, trigger));
    }
  }
  for (const want of wanted) {
    if (present.some((trigger) => isSame(want, trigger))) continue;
    const triggerId = await insertTrigger(tx, { ...want, ruleId: rule.id, from });
    watching.push({ ...want, triggerId });
    // Only what fires by the clock is planned; others wait for events.
    if (deps.schedules.kinds.includes(want.kind))
      await upsertPlan(tx, {
        triggerId,
        ruleId: rule.id,
        ruleVersion: rule.version,
        from,
        lookaheadMs: deps.schedules.lookaheadMs(want),
      });
    await keepFeed(tx, deps.registry, { ...want, triggerId, ruleId: rule.id }, endedFeeds);
  }
  await keepWatches(tx, deps.registry, { ruleId: rule.id, triggers: watching });
}

/**
 * Stops planning the triggers of a rule that was disabled. What was due and is not decided yet gets the fate `disabled`
 * at once; the times from now on are counted when the rule is enabled again.
 */
export async function idleTriggers(deps: SyncDeps, tx: Tx, rule: { id: number; version: number }): Promise<void> {
  await lockPlans(tx, rule.id);
  const now = await selectNow(tx);
  for (const trigger of await selectTriggers(tx, rule.id)) {
    await planMissing(deps, tx, trigger, rule, now);
    const slots = await takeFutureSlots(tx, trigger.id, new Date(0));
    // One that begins in the future, because the clock went back, has no slots before its beginning.
    const from = latest(now, trigger.activeFrom, await selectLatestFate(tx, trigger.id));
    const due = slots.filter((slot) => slot.dueAt <= from);
    await insertSlotFates(tx, fatesOf(deps, trigger, due, "disabled"));
    await deletePlan(tx, trigger.id);
    await idleFeed(tx, trigger.id);
    await setTriggerIdle(tx, trigger.id, from);
  }
  await keepWatches(tx, deps.registry, { ruleId: rule.id, triggers: [] });
}

async function goOn(
  deps: SyncDeps,
  tx: Tx,
  trigger: TriggerRow,
  rule: { id: number; version: number },
  now: Date,
): Promise<void> {
  const from = latest(now, trigger.idleFrom);
  if (trigger.idleFrom !== null) {
    await insertSlotFates(tx, await idleFates(deps, trigger, from));
    await setTriggerIdle(tx, trigger.id, null);
  }
  await keepFeed(tx, deps.registry, { ...trigger, triggerId: trigger.id, ruleId: rule.id });
  if (!deps.schedules.kinds.includes(trigger.kind)) return;
  await upsertPlan(tx, {
    triggerId: trigger.id,
    ruleId: rule.id,
    ruleVersion: rule.version,
    from,
    lookaheadMs: deps.schedules.lookaheadMs(trigger),
  });
  await moveSlotsToVersion(tx, trigger.id, rule.version);
}

/** Ends a trigger and returns the time of its end: now, or the last fire time it has decided when the clock went back. */
async function end(
  deps: SyncDeps,
  tx: Tx,
  trigger: TriggerRow,
  rule: { id: number; version: number },
  now: Date,
): Promise<Date> {
  await planMissing(deps, tx, trigger, rule, now);
  const until = latest(now, trigger.activeFrom, trigger.idleFrom, await selectLatestFate(tx, trigger.id));
  const superseded = await takeFutureSlots(tx, trigger.id, until);
  await insertSlotFates(tx, [
    ...(await idleFates(deps, trigger, until)),
    ...fatesOf(deps, trigger, superseded, "superseded"),
  ]);
  await deletePlan(tx, trigger.id);
  await endTrigger(tx, trigger.id, until);
  return until;
}

/** Plans what has passed and no scheduler has come to yet: with the plan of the trigger it would be forgotten. */
async function planMissing(
  deps: SyncDeps,
  tx: Tx,
  trigger: TriggerRow,
  rule: { id: number; version: number },
  now: Date,
): Promise<void> {
  const schedule = usableSchedule(deps.schedules, trigger);
  if (schedule === undefined || !(trigger.plannedUntil instanceof Date)) return;
  await planUpToNow(tx, schedule, {
    triggerId: trigger.id,
    ruleId: rule.id,
    ruleVersion: rule.version,
    plannedUntil: trigger.plannedUntil,
    catchingUpUntil: null,
    lookaheadMs: 0,
    activeFrom: trigger.activeFrom,
    kind: trigger.kind,
    config: trigger.config,
    spreadMs: trigger.spreadMs,
    now,
  });
}

/** One row for all fire times while the rule was disabled. */
async function idleFates(deps: SyncDeps, trigger: TriggerRow, until: Date): Promise<NewSlotFate[]> {
  const schedule = usableSchedule(deps.schedules, trigger);
  if (trigger.idleFrom === null || schedule === undefined) return [];
  const { n, first, last } = await countTimes(schedule, trigger.idleFrom, until);
  if (first === undefined || last === undefined) return [];
  return [{ triggerId: trigger.id, from: first, to: last, n, fate: "disabled" }];
}

/** Of a catch-up that nodes spread at the same moment, one in the middle may have been decided before. */
function fatesOf(
  deps: SyncDeps,
  trigger: TriggerRow,
  slots: readonly { dueAt: Date }[],
  fate: SlotFate,
): NewSlotFate[] {
  const schedule = usableSchedule(deps.schedules, trigger);
  return mergeFates(
    slots.map(({ dueAt }) => ({ triggerId: trigger.id, from: dueAt, to: dueAt, n: 1, fate })),
    (a, b) => schedule?.next(a.to)?.getTime() === b.from.getTime(),
  );
}

function latest(first: Date, ...others: readonly (Date | null | undefined)[]): Date {
  return others.reduce<Date>((found, time) => (time instanceof Date && time > found ? time : found), first);
}

function wantedTriggers(registry: Registry, rule: Rule): WantedTrigger[] {
  return (rule.triggers ?? []).flatMap((config, i) => {
    const kind = triggerKind(registry, config);
    if (kind === undefined) return [];
    const key = config.id ?? `${kind}-${i + 1}`;
    return [{ key, kind, config, spreadMs: spreadMs({ rule: rule.rule, trigger: key }, config) }];
  });
}

function isSame(want: WantedTrigger, trigger: TriggerRow): boolean {
  return want.key === trigger.key && isDeepStrictEqual(want.config, trigger.config);
}
