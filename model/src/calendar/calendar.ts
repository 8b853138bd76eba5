/**
 * Which days are worked on. A calendar knows the days from its first to its last and says so: beyond them a day is
 * unknown, never guessed, because a holiday that is not published yet would silently become a working day.
 */
import { z } from "zod";
import { dayNumber, PlainDate, plusDays, weekdayOf } from "./plain-date.ts";

export const CalendarDay = z
  .strictObject({
    date: PlainDate,
    kind: z.enum(["off", "work"]).describe("`off` on a day that is otherwise worked on, `work` on one that is not."),
    name: z.string().max(100).optional().describe("Why: 春节, 调休."),
  })
  .meta({ id: "CalendarDay" });
export type CalendarDay = z.output<typeof CalendarDay>;

export const Calendar = z
  .strictObject({
    calendar: z
      .string()
      .regex(/^[a-z][a-z0-9-]{0,62}$/, "A name begins with a letter and holds small letters, digits and -."),
    name: z.string().min(1).max(200),
    from: PlainDate.describe("The first day it knows."),
    until: PlainDate.describe(
      "The last day it knows. Beyond it, rules show that their next times are not decided yet.",
    ),
    workWeek: z
      .array(z.int().min(1).max(7))
      .max(7)
      .default([1, 2, 3, 4, 5])
      .describe("The days of a week that are worked on, 1 is Monday. Empty: only the days that are named as `work`."),
    days: z.array(CalendarDay).max(20_000).default([]).describe("The days that differ from the week."),
  })
  .superRefine(({ from, until, days }, ctx) => {
    if (from > until) ctx.addIssue({ code: "custom", path: ["until"], message: "It lies before `from`." });
    const seen = new Set<string>();
    for (const [index, { date }] of days.entries()) {
      const path = ["days", index, "date"];
      if (seen.has(date)) ctx.addIssue({ code: "custom", path, message: `${date} is named twice.` });
      if (date < from || date > until) {
        ctx.addIssue({ code: "custom", path, message: `${date} lies outside of ${from} to ${until}.` });
      }
      seen.add(date);
    }
  })
  .meta({ id: "Calendar" });
export type Calendar = z.output<typeof Calendar>;

/** What a calendar says of a day. */
export interface DayView {
  readonly kind: "work" | "off" | "unknown";
  /** Why, where the calendar names the day. */
  readonly name?: string;
}

/** A calendar that is asked often. */
export interface CalendarLookup {
  readonly calendar: Calendar;
  day(date: PlainDate): DayView;
  /** The nearest working day on or after a date; nothing when the calendar ends before it is found. */
  nextWorkingDay(date: PlainDate): PlainDate | undefined;
  /** The nearest working day on or before a date; nothing when the calendar begins after it. */
  previousWorkingDay(date: PlainDate): PlainDate | undefined;
  /**
   * The nth working day of a month: 1 is the first, -1 the last.
   * @returns null when the month has fewer, nothing when the calendar does not know all days that decide it
   */
  nthWorkingDay(year: number, month: number, n: number): PlainDate | null | undefined;
}

export function openCalendar(calendar: Calendar): CalendarLookup {
  const { from, until } = calendar;
  const named = new Map(calendar.days.map((day) => [day.date, day]));
  const worked = new Set(calendar.workWeek);

  const day = (date: PlainDate): DayView => {
    if (date < from || date > until) return { kind: "unknown" };
    const found = named.get(date);
    if (found === undefined) return { kind: worked.has(weekdayOf(date)) ? "work" : "off" };
    return found.name === undefined ? { kind: found.kind } : { kind: found.kind, name: found.name };
  };

  const walk = (start: PlainDate, step: 1 | -1): PlainDate | undefined => {
    for (let date = start; ; date = plusDays(date, step)) {
      const { kind } = day(date);
      if (kind === "work") return date;
      if (kind === "unknown") return undefined;
    }
  };

  return {
    calendar,
    day,
    nextWorkingDay: (date) => walk(date, 1),
    previousWorkingDay: (date) => walk(date, -1),
    nthWorkingDay(year, month, n) {
      const first = monthDay(year, month);
      const last = plusDays(month === 12 ? monthDay(year + 1, 1) : monthDay(year, month + 1), -1);
      const step = n > 0 ? 1 : -1;
      let left = Math.abs(n);
      for (let date = n > 0 ? first : last; date >= first && date <= last; date = plusDays(date, step)) {
        const { kind } = day(date);
        if (kind === "unknown") return undefined;
        if (kind === "work" && --left === 0) return date;
      }
      return null;
    },
  };
}

function monthDay(year: number, month: number): PlainDate {
  return `${String(year).padStart(4, "0")}-${String(month).padStart(2, "0")}-01`;
}

/** How many days of a calendar lie ahead of a date; negative when it has ended. */
export function horizonDays(calendar: Calendar, today: PlainDate): number {
  return (dayNumber(calendar.until) ?? 0) - (dayNumber(today) ?? 0);
}
