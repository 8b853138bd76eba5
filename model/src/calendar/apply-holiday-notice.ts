import type { Problem } from "../errors/problems.ts";
import type { Calendar, CalendarDay } from "./calendar.ts";
import { plusDays } from "./plain-date.ts";

/** What a notice would do to a calendar. */
export interface CalendarChange {
  /** The calendar as it would be. */
  readonly after: Calendar;
  readonly added: readonly CalendarDay[];
  /** With what each of them was before. */
  readonly changed: readonly { readonly before: CalendarDay; readonly after: CalendarDay }[];
  readonly removed: readonly CalendarDay[];
}

/**
 * Puts the days of a notice into a calendar and says what that changes. A notice speaks for its whole year: days of that
 * year that it does not name are removed, and the calendar then knows the year to its end.
 *
 * @returns problems instead when a year between the calendar and the notice would be guessed
 */
export function applyHolidayNotice(
  calendar: Calendar,
  { year, days }: { readonly year: number; readonly days: readonly CalendarDay[] },
): { readonly ok: true; readonly change: CalendarChange } | { readonly ok: false; readonly problems: Problem[] } {
  const first = `${year}-01-01`;
  const last = `${year}-12-31`;
  if (first > plusDays(calendar.until, 1) || last < plusDays(calendar.from, -1)) {
    const message = `The notice is for ${year}, and the calendar knows ${calendar.from} to ${calendar.until}: the time between them would be guessed.`;
    return { ok: false, problems: [{ path: "text", message, remedy: "Begin with the notice of the year beside it." }] };
  }
  const named = new Map(days.map((day) => [day.date, day]));
  const before = new Map(calendar.days.map((day) => [day.date, day]));
  const kept = calendar.days.filter(({ date }) => !named.has(date) && (date < first || date > last));
  const ofYear = (date: string) => date >= first && date <= last;
  const dates = [calendar.from, calendar.until, first, last, ...named.keys()].toSorted();
  const change: CalendarChange = {
    after: {
      ...calendar,
      // A notice may name days at the turn of the year before; a calendar that begins with that year begins with them.
      from: dates[0] ?? calendar.from,
      until: dates.at(-1) ?? calendar.until,
      days: [...kept, ...days].toSorted((a, b) => (a.date < b.date ? -1 : 1)),
    },
    added: days.filter(({ date }) => !before.has(date)),
    changed: days.flatMap((day) => {
      const old = before.get(day.date);
      return old !== undefined && (old.kind !== day.kind || old.name !== day.name) ? [{ before: old, after: day }] : [];
    }),
    removed: calendar.days.filter(({ date }) => ofYear(date) && !named.has(date)),
  };
  return { ok: true, change };
}
