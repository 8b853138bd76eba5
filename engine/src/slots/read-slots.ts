import { AppError } from "@belfry/model";
import type { Store } from "@belfry/store";
import { selectRule } from "../sql/rules/select-rule.ts";
import { selectPlannedSlots } from "../sql/slots/select-planned-slots.ts";
import { selectSlotFates } from "../sql/slots/select-slot-fates.ts";
import { sumSlotFates } from "../sql/slots/sum-slot-fates.ts";
import { selectNow } from "../sql/clock/select-now.ts";
import { selectTriggers, type TriggerRow } from "../sql/triggers/select-triggers.ts";
import type { SlotReconciliation, SlotView } from "../views/slot-view.ts";
import { countTimes, type Schedules } from "./schedule.ts";

interface ReadDeps {
  readonly store: Store;
  readonly schedules: Schedules;
}

const MAX_SLOTS = 1_000;

/** The decided slots of a rule in a range, oldest first, then the planned ones. */
export async function listSlots(
  deps: ReadDeps,
  slug: string,
  range: { readonly from: Date; readonly until: Date; readonly limit?: number },
): Promise<SlotView[]> {
  const rule = await selectRule(deps.store, slug);
  if (rule === undefined) throw new AppError("RULE_NOT_FOUND", { rule: slug });
  const query = {
    ruleId: rule.id,
    from: range.from,
    until: range.until,
    limit: Math.min(range.limit ?? MAX_SLOTS, MAX_SLOTS),
  };
  const [decided, planned] = await Promise.all([
    selectSlotFates(deps.store, query),
    selectPlannedSlots(deps.store, query),
  ]);
  return [...decided, ...planned];
}

/**
 * Counts what was due by schedule arithmetic and compares it with what is written. Read in one transaction with one
 * snapshot: slots move from planned to decided all the time.
 */
export async function reconcileSlots(deps: ReadDeps, slug: string): Promise<SlotReconciliation> {
  const rule = await selectRule(deps.store, slug);
  if (rule === undefined) throw new AppError("RULE_NOT_FOUND", { rule: slug });
  return deps.store.transaction(async (tx) => {
    await tx.query({ name: "one-snapshot", text: "set transaction isolation level repeatable read read only" });
    const now = await selectNow(tx);
    const triggers = await selectTriggers(tx, rule.id, { ended: true });
    const { fates, planned } = await sumSlotFates(tx, rule.id);
    const idle = sum(triggers.map((trigger) => idleTimes(deps.schedules, trigger, now)));
    const due = sum(triggers.map((trigger) => dueTimes(deps.schedules, trigger, now))) + (fates.superseded ?? 0);
    if (idle > 0) fates.disabled = (fates.disabled ?? 0) + idle;
    const decided = sum(Object.values(fates));
    return { rule: slug, due, planned, fates, balanced: due === planned + decided };
  });
}

/** The fire times of a trigger from its beginning to the end of what is planned, or to its own end. */
function dueTimes(schedules: Schedules, trigger: TriggerRow, now: Date): number {
  const schedule = schedules.of({ triggerId: trigger.id, kind: trigger.kind, config: trigger.config });
  if (schedule === undefined) return 0;
  const until = trigger.activeUntil ?? (trigger.plannedUntil instanceof Date ? trigger.plannedUntil : now);
  return countTimes(schedule, trigger.activeFrom, until).n;
}

/** The fire times since its rule was disabled; they get their row when it is enabled again. */
function idleTimes(schedules: Schedules, trigger: TriggerRow, now: Date): number {
  const schedule = schedules.of({ triggerId: trigger.id, kind: trigger.kind, config: trigger.config });
  if (trigger.idleFrom === null || schedule === undefined) return 0;
  return countTimes(schedule, trigger.idleFrom, now).n;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, n) => total + n, 0);
}
