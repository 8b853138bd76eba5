/**
 * Working days in expressions. What a calendar does not know is an error and never a guess: an expression that took next
 * year's holidays for working days would be wrong without anybody seeing it.
 */
import type { CalendarLookup } from "../calendar/calendar.ts";
import { dayNumber, plusDays, type PlainDate } from "../calendar/plain-date.ts";
import { formatInZone } from "../time/format-in-zone.ts";
import { dateFrom } from "./date-functions.ts";
import { scopeCalendar, scopeZone, spend } from "./evaluation-scope.ts";
import { functionFault, wholeNumberFrom } from "./function-fault.ts";
import type { ExpressionFunction } from "./register-functions.ts";

const MOST_WORKDAYS = 3_660;

export const calendarFunctions: readonly ExpressionFunction[] = [
  {
    name: "isWorkday",
    takes: ["dyn", "string"],
    gives: "bool",
    form: "function",
    run: (date, name) => isWorked(calendarNamed(name), plainDateFrom(date)),
  },
  {
    name: "nextWorkday",
    takes: ["dyn", "string"],
    gives: "string",
    form: "function",
    run: (date, name) => moved(calendarNamed(name), plainDateFrom(date), 1),
  },
  {
    name: "previousWorkday",
    takes: ["dyn", "string"],
    gives: "string",
    form: "function",
    run: (date, name) => moved(calendarNamed(name), plainDateFrom(date), -1),
  },
  {
    name: "addWorkdays",
    takes: ["dyn", "dyn", "string"],
    gives: "string",
    form: "function",
    run: (date, days, name) => {
      const limits = { min: -MOST_WORKDAYS, max: MOST_WORKDAYS };
      return moved(calendarNamed(name), plainDateFrom(date), wholeNumberFrom(days, "number of working days", limits));
    },
  },
  {
    name: "workdaysBetween",
    takes: ["dyn", "dyn", "string"],
    gives: "int",
    form: "function",
    run: (from, to, name) => between(calendarNamed(name), plainDateFrom(from), plainDateFrom(to)),
  },
];

/** The day that lies so many working days behind another; with 0 the day itself, whatever it is. */
function moved(calendar: CalendarLookup, start: PlainDate, days: number): PlainDate {
  const step = days < 0 ? -1 : 1;
  let date = start;
  for (let left = Math.abs(days); left > 0;) {
    date = plusDays(date, step);
    if (isWorked(calendar, date)) left -= 1;
  }
  return date;
}

/** Working days from a day on up to another one, which does not count; negative the other way round. */
function between(calendar: CalendarLookup, from: PlainDate, to: PlainDate): bigint {
  if (from > to) return -between(calendar, to, from);
  let count = 0n;
  for (let date = from; date < to; date = plusDays(date, 1)) if (isWorked(calendar, date)) count += 1n;
  return count;
}

function isWorked(calendar: CalendarLookup, date: PlainDate): boolean {
  spend(1);
  const { kind } = calendar.day(date);
  if (kind !== "unknown") return kind === "work";
  const { calendar: name, from, until } = calendar.calendar;
  throw functionFault(
    `The calendar ${name} does not know ${date}: it knows the days from ${from} to ${until}.`,
    "Extend the calendar, or ask only about days that it knows.",
  );
}

function calendarNamed(name: unknown): CalendarLookup {
  const found = scopeCalendar(String(name));
  if (found !== undefined) return found;
  throw functionFault(`There is no calendar ${String(name)}.`, "List the calendars to see their names.");
}

function plainDateFrom(value: unknown): PlainDate {
  // A date alone is a day everywhere; only a moment needs a zone.
  if (typeof value === "string" && dayNumber(value) !== undefined) return value;
  return formatInZone(dateFrom(value, scopeZone()), scopeZone(), "%F");
}
