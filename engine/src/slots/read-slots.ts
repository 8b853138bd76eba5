import { AppError, type Scope } from "@belfry/model";
import type { Store } from "@belfry/store";
import { awaitedDetail, lookAtAwaited } from "../outcomes/look-at-awaited.ts";
import { selectRule } from "../sql/rules/select-rule.ts";
import { selectPlannedSlots } from "../sql/slots/select-planned-slots.ts";
import { selectSlotFates } from "../sql/slots/select-slot-fates.ts";
import { sumSlotFates } from "../sql/slots/sum-slot-fates.ts";
import { selectNow } from "../sql/clock/select-now.ts";
import { takeSnapshot } from "../sql/slots/take-snapshot.ts";
import { selectTriggers, type TriggerRow } from "../sql/triggers/select-triggers.ts";
import type { SlotReconciliation, SlotView } from "../views/slot-view.ts";
import { countTimes, usableSchedule, type Schedules } from "./schedule.ts";

interface ReadDeps {
  readonly store: Store;
  readonly schedules: Schedules;
}

export interface SlotRange {
  readonly from: Date;
  readonly until: Date;
  /** @default 1_000, which is the most */
  readonly limit?: number;
  /** What the reader is restricted to: other executions are not named. @default nothing */
  readonly scope?: Scope | null;
}

const MAX_SLOTS = 1_000;

/** The decided slots of a rule in a range, oldest first, then the planned ones. */
export async function listSlots(deps: ReadDeps, slug: string, range: SlotRange): Promise<SlotView[]> {
  const rule = await selectRule(deps.store, slug);
  if (rule === undefined) throw new AppError("RULE_NOT_FOUND", { rule: slug });
  const query = {
    ruleId: rule.id,
    from: range.from,
    until: range.until,
    limit: Math.min(range.limit ?? MAX_SLOTS, MAX_SLOTS),
    scope: range.scope ?? null,
  };
  const [decided, planned] = await Promise.all([
    selectSlotFates(deps.store, query),
    selectPlannedSlots(deps.store, query),
  ]);
  return [...decided, ...(await withAwaited(deps, rule.id, planned))];
}

/** A business day that is under way says which of the rules it waits for have run. */
async function withAwaited(deps: ReadDeps, ruleId: number, planned: readonly SlotView[]): Promise<SlotView[]> {
  const triggers = await selectTriggers(deps.store, ruleId);
  const now = await selectNow(deps.store);
  return Promise.all(
    planned.map(async (slot) => {
      const trigger = triggers.find(({ key }) => key === slot.trigger);
      const awaits = trigger && usableSchedule(deps.schedules, trigger)?.awaits;
      if (awaits?.fires !== "complete") return slot;
      const view = await lookAtAwaited(deps.store, awaits, slot.from);
      return view.day.from > now ? slot : { ...slot, detail: awaitedDetail(view) };
    }),
  );
}

/**
 * Counts what was due by schedule arithmetic and compares it with what is written. Read with one snapshot: slots move
 * from planned to decided all the time. The counting comes after it, because that of a rule of every second takes a while.
 */
export async function reconcileSlots(deps: ReadDeps, slug: string): Promise<SlotReconciliation> {
  const rule = await selectRule(deps.store, slug);
  if (rule === undefined) throw new AppError("RULE_NOT_FOUND", { rule: slug });
  const { now, triggers, fates, planned } = await deps.store.transaction(async (tx) => {
    await takeSnapshot(tx);
    const read = { now: await selectNow(tx), triggers: await selectTriggers(tx, rule.id, { ended: true }) };
    return { ...read, ...(await sumSlotFates(tx, rule.id)) };
  });
  let due = fates.superseded ?? 0;
  let idle = 0;
  for (const trigger of triggers) {
    due += await dueTimes(deps.schedules, trigger, now);
    idle += await idleTimes(deps.schedules, trigger, now);
  }
  if (idle > 0) fates.disabled = (fates.disabled ?? 0) + idle;
  const decided = Object.values(fates).reduce((total, n) => total + n, 0);
  return { rule: slug, due, planned, fates, balanced: due === planned + decided };
}

/** The fire times of a trigger from its beginning to the end of what is planned, or to its own end. */
async function dueTimes(schedules: Schedules, trigger: TriggerRow, now: Date): Promise<number> {
  const schedule = usableSchedule(schedules, trigger);
  if (schedule === undefined) return 0;
  const { n } = await countTimes(schedule, trigger.activeFrom, lastPlanned(trigger, now));
  return n;
}

function lastPlanned(trigger: TriggerRow, now: Date): Date | undefined {
  if (trigger.activeUntil !== null) return trigger.activeUntil;
  if (trigger.idleFrom !== null) return trigger.idleFrom > now ? trigger.idleFrom : now;
  // `infinity`: the schedule has an end, and all of it is planned.
  return trigger.plannedUntil instanceof Date ? trigger.plannedUntil : undefined;
}

/** The fire times since its rule was disabled; they get their row when it is enabled again. */
async function idleTimes(schedules: Schedules, trigger: TriggerRow, now: Date): Promise<number> {
  const schedule = usableSchedule(schedules, trigger);
  if (trigger.idleFrom === null || schedule === undefined) return 0;
  const { n } = await countTimes(schedule, trigger.idleFrom, now);
  return n;
}
