/**
 * Planning: writes the slots of the near future before they are due.
 *
 * A plan is taken with a row lock, its next fire times are computed, and slots, fates of what was missed and the new end
 * of the plan are written in one transaction: so a slot is planned exactly once and none is left out, however many
 * nodes plan. Times that had already passed when they were planned (Belfry was down) are judged at once; those that do
 * not fire become one row with their number.
 */
import type { Store, Tx } from "@belfry/store";
import type { CalendarCache, Calendars } from "../calendars/calendar-cache.ts";
import { decidedAt } from "../calendars/calendar-rule.ts";
import type { EngineEventBus } from "../events/engine-events.ts";
import type { Faults } from "../fault-points.ts";
import { movePlans } from "../sql/plans/move-plans.ts";
import { takePlans, type TriggerPlan } from "../sql/plans/take-plans.ts";
import { insertSlotFates, type NewSlotFate } from "../sql/slots/insert-slot-fates.ts";
import { insertSlots, type NewSlot } from "../sql/slots/insert-slots.ts";
import { catchUpStepMs, judgeMisfire, ON_TIME_MS } from "./judge-misfire.ts";
import { mergeFates } from "./merge-fates.ts";
import type { Schedule, Schedules } from "./schedule.ts";

/** Slots are written so far ahead. Long enough that a scheduler that hangs for a moment finds them planned. */
const HORIZON_MS = 120_000;
/** A plan is extended when less than this is left of it. Half of the horizon: else each tick would move every plan. */
export const REPLAN_MS = HORIZON_MS / 2;
/**
 * The most fire times that are computed in one go, some 100 ms. Thousands of second-by-second rules after a long outage
 * would otherwise hold the main thread until it is taken for hanging; this way they go in parts.
 */
const MAX_TIMES = 5_000;
const PLANS_AT_ONCE = 500;

export interface PlannerDeps {
  readonly store: Store;
  readonly schedules: Schedules;
  readonly events: EngineEventBus;
  readonly faults: Faults;
  readonly calendars: CalendarCache;
}

/** Plans once. Returns how many plans were moved: 0 means that everything is planned up to the horizon. */
export async function planSlots(deps: PlannerDeps): Promise<number> {
  const { schedules } = deps;
  const calendars = await deps.calendars.current();
  return deps.store.transaction(async (tx) => {
    const plans = await takePlans(tx, {
      horizonMs: REPLAN_MS,
      limit: PLANS_AT_ONCE,
      kinds: schedules.kinds,
      except: [...schedules.failed],
    });
    const moved: { triggerId: number; extension: Extension }[] = [];
    let times = 0;
    for (const plan of plans) {
      if (times >= MAX_TIMES) break;
      const extension = tryToExtend(deps, plan, { calendars, maxTimes: MAX_TIMES - times });
      if (extension === undefined) continue;
      times += extension.times;
      moved.push({ triggerId: plan.triggerId, extension });
    }
    if (moved.length === 0) return 0;
    await insertSlots(
      tx,
      moved.flatMap(({ extension }) => extension.slots),
    );
    await insertSlotFates(
      tx,
      moved.flatMap(({ extension }) => extension.fates),
    );
    await movePlans(
      tx,
      moved.map(({ triggerId, extension }) => ({ triggerId, until: extension.until })),
    );
    await deps.faults.at("after-plan");
    return moved.length;
  });
}

/** One trigger that cannot be read must not stop the plans of all others: it is reported and left alone. */
function tryToExtend(deps: PlannerDeps, plan: TriggerPlan, bounds: Bounds): Extension | undefined {
  try {
    const schedule = deps.schedules.of(plan);
    return schedule === undefined ? undefined : extendPlan(schedule, plan, bounds);
  } catch (error) {
    deps.schedules.failed.add(plan.triggerId);
    deps.events.emit("engine.error", { where: `plan of trigger ${plan.triggerId} (rule ${plan.ruleId})`, error });
    return undefined;
  }
}

/**
 * Plans the fire times of one trigger that have already passed, before it ends or its rule is disabled. Otherwise those
 * that no scheduler had come to yet would be neither planned nor decided. The plan must be locked.
 */
export async function planUpToNow(tx: Tx, schedule: Schedule, plan: TriggerPlan): Promise<void> {
  let { plannedUntil, catchingUpUntil } = plan;
  while (plannedUntil < plan.now) {
    const extension = extendPlan(
      schedule,
      { ...plan, plannedUntil, catchingUpUntil },
      { calendars: new Map(), maxTimes: MAX_TIMES },
    );
    await insertSlots(tx, extension.slots);
    await insertSlotFates(tx, extension.fates);
    if (extension.until === null) return;
    plannedUntil = extension.until;
    catchingUpUntil = extension.catchingUpUntil;
  }
}

interface Bounds {
  readonly calendars: Calendars;
  readonly maxTimes: number;
}

interface Extension {
  readonly slots: readonly NewSlot[];
  readonly fates: readonly NewSlotFate[];
  /** The last fire time that is planned; null when there is no further one. */
  readonly until: Date | null;
  readonly catchingUpUntil: Date | null;
  /** How many fire times were computed. */
  readonly times: number;
}

/** What comes after `plannedUntil`: all that lies before the horizon, and the first fire time after it. Pure. */
function extendPlan(schedule: Schedule, plan: TriggerPlan, { calendars, maxTimes }: Bounds): Extension {
  const horizon = plan.now.getTime() + HORIZON_MS + plan.lookaheadMs;
  const attended = plan.now.getTime() - plan.plannedUntil.getTime() <= ON_TIME_MS;
  const step = catchUpStepMs(plan.config.misfire);
  const { triggerId, ruleId, ruleVersion } = plan;
  const awaits = schedule.awaits?.fires === "complete";
  const slots: NewSlot[] = [];
  const fates: NewSlotFate[] = [];
  let catchingUpUntil = plan.catchingUpUntil;
  let until: Date = plan.plannedUntil;
  let times = 0;
  let time = schedule.next(plan.plannedUntil);
  while (time !== undefined && times < maxTimes) {
    const dueAt = time;
    until = dueAt;
    times += 1;
    time = schedule.next(dueAt);
    const judgement = judgeMisfire({ dueAt, now: plan.now, next: time, misfire: plan.config.misfire, attended });
    if (!judgement.fire) {
      fates.push({ triggerId, from: dueAt, to: dueAt, n: 1, fate: "missed", detail: { reason: judgement.reason } });
    } else if (dueAt < plan.now) {
      // One after the other, behind those that an earlier part of this catch-up has left.
      const next = catchingUpUntil === null ? 0 : catchingUpUntil.getTime() + step;
      catchingUpUntil = new Date(Math.max(plan.now.getTime(), next));
      slots.push({ triggerId, ruleId, ruleVersion, dueAt, decideAt: catchingUpUntil, awaits });
    } else if (awaits) {
      // What is waited for may have happened before this was planned.
      slots.push({ triggerId, ruleId, ruleVersion, dueAt, decideAt: plan.now, moved: true, awaits });
    } else {
      const rule = schedule.calendar;
      const decideAt = rule === undefined ? dueAt : decidedAt(rule, dueAt, { calendars, now: plan.now });
      slots.push({ triggerId, ruleId, ruleVersion, dueAt, decideAt, moved: decideAt < dueAt });
    }
    if (dueAt.getTime() > horizon) break;
  }
  // What is missed is older than all that fires: nothing lies between.
  const missed = mergeFates(fates, () => true);
  return { slots, fates: missed, until: time === undefined ? null : until, catchingUpUntil, times };
}
