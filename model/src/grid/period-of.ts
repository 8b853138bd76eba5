/**
 * Which days a period is for, seen from a base date. Pure, and dates only: the same for every zone and on every node, so
 * a generation that is repeated names the same cells. What a calendar does not know is not guessed.
 */
import type { CalendarLookup } from "../calendar/calendar.ts";
import { plusDays, weekdayOf, type PlainDate } from "../calendar/plain-date.ts";
import { openPeriod, type GridPeriod, type WholeUnit } from "./grid-period.ts";

/** The days of a period, the first and the last one included, and what it is called everywhere. */
export interface PeriodDates {
  readonly start: PlainDate;
  readonly end: PlainDate;
  /** `2025-10-03` of a day, `2025-09` of a month, `2025-Q3` of a quarter, `2025-09-24_2025-09-30` of anything else. */
  readonly label: string;
}

/**
 * @param at the base date T
 * @param calendar where working days are counted
 * @returns nothing where the calendar does not know the days that decide it, or where there is none
 */
export function periodOf(period: GridPeriod, at: PlainDate, calendar?: CalendarLookup): PeriodDates | undefined {
  const open = openPeriod(period);
  switch (open.kind) {
    case "day": {
      const day = open.workdays ? workdayFrom(at, open.offset, calendar) : plusDays(at, open.offset);
      return day === undefined ? undefined : { start: day, end: day, label: day };
    }
    case "window":
      return span(plusDays(at, open.from), plusDays(at, open.to));
    case "unit": {
      const start = unitStart(open.unit, at, open);
      const end = plusDays(unitStart(open.unit, at, { ...open, offset: open.offset + 1 }), -1);
      if (open.unit === "week") return span(start, end);
      return { start, end, label: open.unit === "month" ? start.slice(0, 7) : quarterLabel(start) };
    }
    case "to-date": {
      const end = plusDays(at, open.until);
      return span(unitStart(open.unit, end, { offset: 0, weekStartsOn: open.weekStartsOn }), end);
    }
  }
}

function span(start: PlainDate, end: PlainDate): PeriodDates {
  return { start, end, label: `${start}_${end}` };
}

/** The first day of the unit that lies so many units away from the one of a date. */
function unitStart(
  unit: WholeUnit,
  at: PlainDate,
  { offset, weekStartsOn }: { readonly offset: number; readonly weekStartsOn: number },
): PlainDate {
  if (unit === "week") return plusDays(at, offset * 7 - ((weekdayOf(at) - weekStartsOn + 7) % 7));
  const month = Number(at.slice(0, 4)) * 12 + Number(at.slice(5, 7)) - 1;
  return unit === "month" ? monthStart(month + offset) : monthStart(month - (month % 3) + offset * 3);
}

const twoDigits = (n: number) => String(n).padStart(2, "0");

/** @param month months since the year 0 */
function monthStart(month: number): PlainDate {
  return `${String(Math.floor(month / 12)).padStart(4, "0")}-${twoDigits((month % 12) + 1)}-01`;
}

function quarterLabel(start: PlainDate): string {
  return `${start.slice(0, 4)}-Q${Math.floor((Number(start.slice(5, 7)) - 1) / 3) + 1}`;
}

/** 0 is the working day on or before the date; -1 the last one before it, 1 the first one after it. */
function workdayFrom(at: PlainDate, offset: number, calendar: CalendarLookup | undefined): PlainDate | undefined {
  if (calendar === undefined) return undefined;
  if (offset === 0) return calendar.previousWorkingDay(at);
  const step = offset < 0 ? -1 : 1;
  let day: PlainDate | undefined = at;
  for (let left = Math.abs(offset); left > 0 && day !== undefined; left -= 1) {
    const next: PlainDate = plusDays(day, step);
    day = step < 0 ? calendar.previousWorkingDay(next) : calendar.nextWorkingDay(next);
  }
  return day;
}
