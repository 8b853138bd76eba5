/**
 * What was due of a rule on each day, and what became of it. Due is counted by the schedules, the rest by what is written,
 * so that the two can be compared: on every day, due = the sum of the fates + what is still planned. The two are read in
 * one snapshot, because slots move from planned to decided all the time.
 */
import { AppError, instantOfWallClock, type SlotFate } from "@belfry/model";
import type { Store } from "@belfry/store";
import { usableSchedule, type Schedules } from "../slots/schedule.ts";
import { selectNow } from "../sql/clock/select-now.ts";
import { selectRule } from "../sql/rules/select-rule.ts";
import { takeSnapshot } from "../sql/slots/take-snapshot.ts";
import { selectSummedSlots, type SummedSlots } from "../sql/statistics/select-summed-slots.ts";
import { sumSlotsByDay, type SlotSum } from "../sql/statistics/sum-slots-by-day.ts";
import { selectTriggers, type TriggerRow } from "../sql/triggers/select-triggers.ts";
import { countFireTimes, type Budget } from "./count-fire-times.ts";
import { dayOf } from "./day-of.ts";

interface SlotDaysDeps {
  readonly store: Store;
  readonly schedules: Schedules;
}

type Fates = Readonly<Partial<Record<SlotFate, number>>>;

export interface SlotDay {
  /** `2026-02-16` */
  readonly day: string;
  /** Counted by schedule arithmetic; null where that was not possible: see `summedUp`, and `MOST_COUNTED`. */
  readonly due: number | null;
  readonly planned: number;
  readonly fates: Fates;
  /** Whether due = planned + the sum of the fates; null where due is not known. */
  readonly balanced: boolean | null;
  /** Whether slots of this day may have been summed up after their time: they then stand in the sums of the months. */
  readonly summedUp: boolean;
}

export interface SlotDays {
  readonly rule: string;
  readonly timeZone: string;
  readonly days: readonly SlotDay[];
  /** What is left of slots after their time, by the month in which they were decided. Days do not hold them. */
  readonly summedUp: readonly { readonly month: string; readonly fates: Fates }[];
}

export interface SlotDaysQuery {
  /** The first day, `2026-02-01`. */
  readonly from: string;
  /** The last day. */
  readonly to: string;
  readonly timeZone: string;
}

/** Some two seconds of counting, of what was due and of runs of slots over midnight each. A rule of every minute has 44,640 fire times in a month, one of every second 86,400 in a day. */
const MOST_COUNTED = 100_000;

const DAY_MS = 86_400_000;

interface Tally {
  due: number;
  planned: number;
  fates: Partial<Record<SlotFate, number>>;
}

/** @throws AppError RULE_NOT_FOUND */
export async function slotDays(deps: SlotDaysDeps, slug: string, query: SlotDaysQuery): Promise<SlotDays> {
  const rule = await selectRule(deps.store, slug);
  if (rule === undefined) throw new AppError("RULE_NOT_FOUND", { rule: slug });
  const { timeZone } = query;
  const starts = daysOf(query);
  const [from, until] = [starts[0] as Date, starts.at(-1) as Date];
  const { now, triggers, sums, summed } = await deps.store.transaction(async (tx) => {
    await takeSnapshot(tx);
    return {
      now: await selectNow(tx),
      triggers: await selectTriggers(tx, rule.id, { ended: true }),
      sums: await sumSlotsByDay(tx, { ruleId: rule.id, from, until, timeZone }),
      summed: await selectSummedSlots(tx, rule.id),
    };
  });
  const tallies = starts.slice(0, -1).map((): Tally => ({ due: 0, planned: 0, fates: {} }));
  const budgets = { due: { left: MOST_COUNTED }, runs: { left: MOST_COUNTED } };
  const add = (day: number, fate: SlotFate | "planned", n: number) => {
    const tally = tallies[day];
    if (tally === undefined) return;
    if (fate === "planned") tally.planned += n;
    else tally.fates[fate] = (tally.fates[fate] ?? 0) + n;
    if (fate === "superseded") tally.due += n;
  };
  let known = true;
  for (const trigger of triggers) {
    const own = sums.filter(({ triggerId }) => triggerId === trigger.id);
    known = (await countTrigger(deps, { trigger, sums: own, starts, now, budgets, tallies, add })) && known;
  }
  const lastSummed = summed.reduce<Date | undefined>((last, { to }) => (last && last > to ? last : to), undefined);
  const days = tallies.map(({ due, planned, fates }, index): SlotDay => {
    const day = dayOf(starts[index] as Date, timeZone);
    const summedUp = lastSummed !== undefined && (starts[index] as Date) <= lastSummed;
    const decided = Object.values(fates).reduce((total, n) => total + n, 0);
    const isCounted = known && !summedUp;
    return {
      day,
      due: isCounted ? due : null,
      planned,
      fates,
      balanced: isCounted ? due === planned + decided : null,
      summedUp,
    };
  });
  return { rule: slug, timeZone, days, summedUp: byMonth(summed) };
}

interface Counting {
  readonly trigger: TriggerRow;
  readonly sums: readonly SlotSum[];
  readonly starts: readonly Date[];
  readonly now: Date;
  readonly budgets: { readonly due: Budget; readonly runs: Budget };
  readonly tallies: readonly Tally[];
  readonly add: (day: number, fate: SlotFate | "planned", n: number) => void;
}

/** Adds what is written of a trigger and what was due of it. False when there was too much to count. */
async function countTrigger(deps: SlotDaysDeps, counting: Counting): Promise<boolean> {
  const { trigger, sums, starts, now, budgets, tallies, add } = counting;
  const schedule = usableSchedule(deps.schedules, trigger);
  let known = true;
  for (const sum of sums) {
    const [first, last] = [placeOf(sum.from, starts), placeOf(sum.to, starts)];
    if (first === last || schedule === undefined) {
      add(Math.max(first, 0), sum.fate, sum.n);
      continue;
    }
    // A run over midnight: its times are those of the schedule, all of which had this fate.
    const range = { after: new Date(sum.from.getTime() - 1), to: sum.to };
    known = (await countFireTimes(schedule, range, starts, budgets.runs, (day) => add(day, sum.fate, 1))) && known;
  }
  // Of a trigger whose plugin is gone nobody knows when it was due.
  if (schedule === undefined) return known && sums.length === 0;
  // From the day before on, so that a schedule of every second does not count for weeks before it comes to the first day.
  const begin = new Date((starts[0] as Date).getTime() - 1);
  const after = trigger.activeFrom > begin ? trigger.activeFrom : begin;
  const end = starts.at(-1) as Date;
  const due = { after, to: lastDue(trigger, now) ?? end };
  const { idleFrom } = trigger;
  const isDue = await countFireTimes(schedule, due, starts, budgets.due, (day, time) => {
    (tallies[day] as Tally).due += 1;
    // They get their row when the rule is enabled again.
    if (idleFrom !== null && time > idleFrom && time <= now) add(day, "disabled", 1);
  });
  return known && isDue;
}

/** Up to when the fire times of a trigger are decided or planned; nothing where its schedule ends and all of it is planned. */
function lastDue(trigger: TriggerRow, now: Date): Date | undefined {
  if (trigger.activeUntil !== null) return trigger.activeUntil;
  if (trigger.idleFrom !== null) return trigger.idleFrom > now ? trigger.idleFrom : now;
  return trigger.plannedUntil instanceof Date ? trigger.plannedUntil : undefined;
}

/** The beginnings of the days, and the end of the last one. */
export function daysOf({ from, to, timeZone }: SlotDaysQuery): readonly Date[] {
  const [year = 0, month = 0, first = 0] = from.split("-").map(Number);
  const count = Math.round((Date.parse(to) - Date.parse(from)) / DAY_MS) + 1;
  return Array.from({ length: count + 1 }, (_, index) =>
    instantOfWallClock({ year, month, day: first + index }, timeZone),
  );
}

/** The day in which a moment lies; -1 before the first one, and behind the last one their number. */
function placeOf(time: Date, starts: readonly Date[]): number {
  const later = starts.findIndex((start) => start > time);
  return later === -1 ? starts.length - 1 : later - 1;
}

function byMonth(summed: readonly SummedSlots[]): SlotDays["summedUp"] {
  const months = Map.groupBy(summed, ({ month }) => month);
  return [...months].map(([month, rows]) => ({
    month,
    fates: Object.fromEntries(rows.map(({ fate, n }) => [fate, n])),
  }));
}
