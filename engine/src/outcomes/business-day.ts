import { nextCronTime, wallClock } from "@belfry/model";
import type { AwaitedRules } from "@belfry/plugin-kit";

/** A business day, as far as other rules count for a fire time in it or at its end. */
export interface BusinessDay {
  /** The date on which it begins: `2026-11-22`. */
  readonly day: string;
  /** Ends of executions count from here on, */
  readonly from: Date;
  /** and before this. */
  readonly until: Date;
}

/** The clocks of a zone go back by at most a day and some hours at once: Samoa crossed the date line. */
const LONGEST_DAY_MS = 50 * 3_600_000;

/** The business day of a fire time: up to it, or for one that is the end of a day, that day. */
export function businessDayOf(
  { fires, dayStartsAt, timezone }: Pick<AwaitedRules, "fires" | "dayStartsAt" | "timezone">,
  dueAt: Date,
): BusinessDay {
  const [hour, minute] = dayStartsAt.split(":").map(Number);
  const line = `${minute} ${hour} * * *`;
  const last = fires === "complete" ? dueAt.getTime() - 1 : dueAt.getTime();
  let from = nextCronTime(line, timezone, new Date(last - LONGEST_DAY_MS));
  for (let next = from; next !== undefined && next.getTime() <= last; next = nextCronTime(line, timezone, next))
    from = next;
  // A time of the day comes every day.
  if (from === undefined) throw new Error(`There is no beginning of a day before ${dueAt.toISOString()}.`);
  const { year, month, day } = wallClock(from, timezone);
  return { day: new Date(Date.UTC(year, month - 1, day)).toISOString().slice(0, 10), from, until: dueAt };
}
