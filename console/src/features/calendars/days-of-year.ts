import type { CalendarView } from "@belfry/client";

export type Days = Pick<CalendarView, "from" | "until" | "workWeek" | "days">;
export type DayKind = "off" | "work" | "weekend" | "workday" | "unknown";

export interface ShownDay {
  readonly date: string;
  readonly day: number;
  readonly kind: DayKind;
  /** Why it differs from the week. */
  readonly name?: string;
}

export interface ShownMonth {
  readonly month: number;
  /** How many days of the week, from Monday, lie before the first. */
  readonly offset: number;
  readonly days: readonly ShownDay[];
  readonly workdays: number;
}

/** Every day of a year as a calendar has it. What lies outside of what it knows is not known: nothing is guessed. */
export function daysOfYear(calendar: Days, year: number): readonly ShownMonth[] {
  const named = new Map(calendar.days.map((day) => [day.date, day]));
  return Array.from({ length: 12 }, (_, index) => {
    const first = new Date(Date.UTC(year, index, 1));
    const length = new Date(Date.UTC(year, index + 1, 0)).getUTCDate();
    const days = Array.from({ length }, (__, place): ShownDay => {
      const date = new Date(Date.UTC(year, index, place + 1));
      const text = date.toISOString().slice(0, 10);
      const special = named.get(text);
      if (text < calendar.from || text > calendar.until) return { date: text, day: place + 1, kind: "unknown" };
      if (special !== undefined) {
        const { kind, name } = special;
        return { date: text, day: place + 1, kind, ...(name !== undefined && { name }) };
      }
      const isWorked = calendar.workWeek.includes(weekday(date));
      return { date: text, day: place + 1, kind: isWorked ? "workday" : "weekend" };
    });
    const workdays = days.filter(({ kind }) => kind === "work" || kind === "workday").length;
    return { month: index + 1, offset: weekday(first) - 1, days, workdays };
  });
}

/** 1 is Monday. */
function weekday(date: Date): number {
  return date.getUTCDay() || 7;
}

/** The years of which a calendar knows a part. */
export function yearsOf({ from, until }: Pick<Days, "from" | "until">): {
  readonly first: number;
  readonly last: number;
} {
  return { first: Number(from.slice(0, 4)), last: Number(until.slice(0, 4)) };
}
