/**
 * Planning: writes the slots of the near future before they are due.
 *
 * A plan is taken with a row lock, its next fire times are computed, and slots, fates of what was missed and the new end
 * of the plan are written in one transaction: so a slot is planned exactly once and none is left out, however many
 * nodes plan. Times that had already passed when they were planned (Belfry was down) are judged at once; those that do
 * not fire become one row with their number.
 */
import { defaultMisfire } from "@belfry/model";
import type { Store } from "@belfry/store";
import type { Faults } from "../fault-points.ts";
import { movePlans } from "../sql/plans/move-plans.ts";
import { takePlans, type TriggerPlan } from "../sql/plans/take-plans.ts";
import { insertSlotFates, type NewSlotFate } from "../sql/slots/insert-slot-fates.ts";
import { insertSlots, type NewSlot } from "../sql/slots/insert-slots.ts";
import { judgeMisfire } from "./judge-misfire.ts";
import { mergeFates } from "./merge-fates.ts";
import type { Schedules } from "./schedule.ts";

/** Slots are written so far ahead. Long enough that a scheduler that hangs for a moment finds them planned. */
const HORIZON_MS = 120_000;
/** A plan is extended when less than this is left of it. Half of the horizon: else each tick would move every plan. */
export const REPLAN_MS = HORIZON_MS / 2;
/** The most fire times of one trigger in one transaction: a second-by-second rule after a long outage goes in parts. */
const MAX_TIMES = 2_000;
const PLANS_AT_ONCE = 500;

export interface PlannerDeps {
  readonly store: Store;
  readonly schedules: Schedules;
  readonly faults: Faults;
}

/** Plans once. Returns how many plans were moved: 0 means that everything is planned up to the horizon. */
export async function planSlots(deps: PlannerDeps): Promise<number> {
  return deps.store.transaction(async (tx) => {
    const plans = await takePlans(tx, { horizonMs: REPLAN_MS, limit: PLANS_AT_ONCE });
    if (plans.length === 0) return 0;
    const results = plans.map((plan) => extendPlan(deps.schedules, plan));
    await insertSlots(
      tx,
      results.flatMap((result) => result.slots),
    );
    await insertSlotFates(
      tx,
      results.flatMap((result) => result.fates),
    );
    await movePlans(
      tx,
      results.map((result, i) => ({ triggerId: plans[i]?.triggerId ?? 0, until: result.until })),
    );
    await deps.faults.at("after-plan");
    return plans.length;
  });
}

interface Extension {
  readonly slots: readonly NewSlot[];
  readonly fates: readonly NewSlotFate[];
  readonly until: Date | null;
}

/** What comes after `plannedUntil`: at least the next fire time, at most what lies before the horizon. Pure. */
export function extendPlan(schedules: Schedules, plan: TriggerPlan): Extension {
  const schedule = schedules.of(plan);
  // The plugin is gone, or it does not plan: nothing is due until somebody saves the rule again.
  if (schedule === undefined) return { slots: [], fates: [], until: null };
  const horizon = new Date(plan.now.getTime() + HORIZON_MS);
  const slots: NewSlot[] = [];
  const fates: NewSlotFate[] = [];
  let caughtUp = 0;
  let until: Date | null = plan.plannedUntil;
  let time = schedule.next(plan.plannedUntil);
  for (let i = 0; i < MAX_TIMES; i += 1) {
    if (time === undefined) {
      until = null;
      break;
    }
    // The fire time after the horizon is planned only when there is none before it.
    if (time > horizon && i > 0) {
      until = horizon;
      break;
    }
    until = time;
    const next = schedule.next(time);
    const judgement = judgeMisfire({ dueAt: time, now: plan.now, next, misfire: plan.config.misfire });
    if (judgement.fire) {
      const late = time < plan.now;
      slots.push({
        triggerId: plan.triggerId,
        ruleId: plan.ruleId,
        ruleVersion: plan.ruleVersion,
        dueAt: time,
        decideAt: late ? catchUpTime(plan, caughtUp) : time,
      });
      if (late) caughtUp += 1;
    } else {
      fates.push({
        triggerId: plan.triggerId,
        from: time,
        to: time,
        n: 1,
        fate: "missed",
        detail: { reason: judgement.reason },
      });
    }
    if (time > horizon) break;
    time = next;
  }
  return { slots, fates: mergeFates(fates), until };
}

/** When the n-th missed slot that still fires is decided: at the rate of the policy, so that a catch-up is no storm. */
function catchUpTime(plan: TriggerPlan, n: number): Date {
  const perMinute = plan.config.misfire?.perMinute ?? defaultMisfire.perMinute;
  return new Date(plan.now.getTime() + Math.floor((n * 60_000) / perMinute));
}
