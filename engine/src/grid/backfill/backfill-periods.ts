/** Which periods of a task type begin on the days of a backfill. Pure, so that a preview and the plan come to the same. */
import {
  openPeriod,
  periodOf,
  plusDays,
  type CalendarLookup,
  type GridTaskType,
  type PeriodDates,
} from "@belfry/model";

export interface PeriodRange {
  /** The first and the last day on which they begin. */
  readonly from: string;
  readonly until: string;
  /** No generation after this base date is anticipated. */
  readonly latestBase: string;
  /** A base date on which this task type is generated: tells which Saturdays, and which day of a month. @default every base date */
  readonly base?: string | undefined;
}

const unitDays = { week: 7, month: 31, quarter: 92 } as const;
/** A run of holidays, twice. */
const SPARE_DAYS = 30;

/**
 * The periods, in their order, each once. What is counted in units (weeks, months, quarters) is the same from every base
 * date within one; any other period of a task type that is not generated daily depends on the days of its generations.
 */
export function backfillPeriods(
  { period, schedule }: Pick<GridTaskType, "period" | "schedule">,
  { from, until, latestBase, base }: PeriodRange,
  calendar: CalendarLookup | undefined,
): PeriodDates[] {
  const isUnit = openPeriod(period).kind === "unit";
  const found = new Map<string, PeriodDates>();
  const far = reachDays(period);
  const last = plusDays(until, far) < latestBase ? plusDays(until, far) : latestBase;
  for (let at = plusDays(from, -far); at <= last; at = plusDays(at, 1)) {
    if (!isUnit && base !== undefined && !isGenerated(schedule, at, base)) continue;
    const dates = periodOf(period, at, calendar);
    if (dates !== undefined && dates.start >= from && dates.start <= until) found.set(dates.label, dates);
  }
  return [...found.values()].toSorted((a, b) => (a.start < b.start ? -1 : a.start > b.start ? 1 : 0));
}

/** How far the first day of a period lies away from its base date at the most. */
function reachDays(period: GridTaskType["period"]): number {
  const open = openPeriod(period);
  switch (open.kind) {
    case "day":
      return open.workdays ? Math.abs(open.offset) * 2 + SPARE_DAYS : Math.abs(open.offset);
    case "window":
      return Math.abs(open.from);
    case "unit":
      return (Math.abs(open.offset) + 1) * unitDays[open.unit];
    case "to-date":
      return Math.abs(open.until) + unitDays[open.unit];
  }
}

function isGenerated(schedule: GridTaskType["schedule"], at: string, base: string): boolean {
  if (schedule === "daily") return true;
  if (schedule === "weekly") return daysBetween(base, at) % 7 === 0;
  // On the 31st, or on the last day of a month that has none.
  const isLast = plusDays(at, 1).slice(8) === "01";
  const isDay = at.slice(8) === base.slice(8) || (isLast && at.slice(8) < base.slice(8));
  return isDay && (schedule === "monthly" || (monthOf(at) - monthOf(base)) % 3 === 0);
}

const daysBetween = (from: string, to: string) => (Date.parse(to) - Date.parse(from)) / 86_400_000;
const monthOf = (date: string) => Number(date.slice(0, 4)) * 12 + Number(date.slice(5, 7));
