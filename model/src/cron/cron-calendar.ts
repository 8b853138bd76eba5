/**
 * On which dates and at which times a schedule fires, on a calendar without time zones. Moments here are what a clock
 * on the wall shows, written as if it were UTC (milliseconds); `cron-times.ts` turns them into real moments.
 *
 * Day of the month and weekday are joined as in Vixie cron: when both are restricted a day fires if either fits; when
 * one of them begins with a star (`*` or `*` with a step) both must fit.
 */
import { valuesOfPart, type CronExpression, type CronPart } from "./cron-expression.ts";

export interface CompiledCron {
  /** Whether it names fixed times: no star and no step in seconds, minutes and hours. Decides what a clock change does. */
  readonly fixedTimes: boolean;
  /** The first wall time after this one at which the schedule fires. */
  nextWall(after: number): number | undefined;
  /** How many times it fires in `(after, until]`. */
  countWall(after: number, until: number): number;
}

const DAY_MS = 86_400_000;
// A leap day on one given weekday comes back after 28 years, over 2100 after 40. The calendar repeats after 400.
const HORIZON_DAYS = 41 * 366;

export function compileCron(cron: CronExpression): CompiledCron {
  const times = [valuesOf(cron, "hour"), valuesOf(cron, "minute"), valuesOf(cron, "second")] as const;
  const timesPerDay = times.reduce((product, { length }) => product * length, 1);
  const months = new Set(valuesOf(cron, "month"));
  const fitsDay = dayMatcher(cron);
  const fires = (day: number): boolean => {
    const date = dateOf(day);
    return months.has(date.month) && fitsDay(date);
  };
  /** The day after this one, or the first day of the next month when nothing in this one fits. */
  const following = (day: number): number => {
    const date = dateOf(day);
    return months.has(date.month) ? day + 1 : day + date.daysInMonth - date.day + 1;
  };

  /** How many of a day's times are at or before a second of the day. */
  const countUpTo = (second: number): number => {
    const [hours, minutes, seconds] = times;
    const [h, m, s] = [Math.floor(second / 3600), Math.floor(second / 60) % 60, second % 60];
    const inHour = minutes.length * seconds.length;
    let count = countBelow(hours, h) * inHour;
    if (hours.includes(h))
      count += countBelow(minutes, m) * seconds.length + (minutes.includes(m) ? countBelow(seconds, s + 1) : 0);
    return count;
  };

  return {
    fixedTimes: [...cron.hour, ...cron.minute, ...cron.second].every(
      (part) => part.kind === "value" || (part.kind === "range" && part.step === 1),
    ),

    nextWall(after) {
      const start = Math.floor(after / 1000) * 1000 + 1000;
      let day = Math.floor(start / DAY_MS);
      if (fires(day)) {
        const second = nextTime(times, (start - day * DAY_MS) / 1000);
        if (second !== undefined) return day * DAY_MS + second * 1000;
      }
      for (const end = day + HORIZON_DAYS; day < end;) {
        day = following(day);
        if (fires(day)) return day * DAY_MS + (nextTime(times, 0) ?? 0) * 1000;
      }
      return undefined;
    },

    countWall(after, until) {
      if (until <= after) return 0;
      const [firstDay, lastDay] = [Math.floor(after / DAY_MS), Math.floor(until / DAY_MS)];
      const upTo = (day: number, at: number): number =>
        fires(day) ? countUpTo(Math.floor((at - day * DAY_MS) / 1000)) : 0;
      let count = upTo(lastDay, until) - upTo(firstDay, after);
      for (let day = firstDay; day < lastDay; day = following(day)) if (fires(day)) count += timesPerDay;
      return count;
    },
  };
}

function valuesOf(cron: CronExpression, field: "hour" | "minute" | "second" | "month"): number[] {
  const values = new Set(cron[field].flatMap((part) => valuesOfPart(part, field)));
  return [...values].toSorted((a, b) => a - b);
}

/** The first time of the day at or after a second of the day. */
function nextTime(
  [hours, minutes, seconds]: readonly [number[], number[], number[]],
  from: number,
): number | undefined {
  const [h, m, s] = [Math.floor(from / 3600), Math.floor(from / 60) % 60, from % 60];
  const [minute0 = 0, second0 = 0] = [minutes[0], seconds[0]];
  if (hours.includes(h)) {
    if (minutes.includes(m)) {
      const second = seconds.find((value) => value >= s);
      if (second !== undefined) return h * 3600 + m * 60 + second;
    }
    const minute = minutes.find((value) => value > m);
    if (minute !== undefined) return h * 3600 + minute * 60 + second0;
  }
  const hour = hours.find((value) => value > h);
  return hour === undefined ? undefined : hour * 3600 + minute0 * 60 + second0;
}

function countBelow(values: readonly number[], limit: number): number {
  let count = 0;
  for (const value of values) if (value < limit) count += 1;
  return count;
}

/** Tells of a date whether its day and weekday fit. */
function dayMatcher(cron: CronExpression): DateTest {
  const dayTests = cron.day.map(dayTest);
  const weekdayTests = cron.weekday.map(weekdayTest);
  const both = startsWithStar(cron.day) || startsWithStar(cron.weekday);
  return (date) => {
    const dayFits = dayTests.some((fits) => fits(date));
    if (dayFits !== both) return dayFits;
    return weekdayTests.some((fits) => fits(date));
  };
}

function startsWithStar([first]: readonly CronPart[]): boolean {
  return first?.kind === "any" || first?.kind === "every";
}

interface CalendarDate {
  readonly day: number;
  readonly month: number;
  readonly weekday: number;
  readonly daysInMonth: number;
}

function dateOf(day: number): CalendarDate {
  const date = new Date(day * DAY_MS);
  const month = date.getUTCMonth();
  const daysInMonth =
    month === 1
      ? isLeapYear(date.getUTCFullYear())
        ? 29
        : 28
      : month === 3 || month === 5 || month === 8 || month === 10
        ? 30
        : 31;
  return { day: date.getUTCDate(), month: month + 1, weekday: date.getUTCDay(), daysInMonth };
}

function isLeapYear(year: number): boolean {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
}

type DateTest = (date: CalendarDate) => boolean;

function dayTest(part: CronPart): DateTest {
  switch (part.kind) {
    case "last-day":
      return (date) => date.day === date.daysInMonth;
    case "last-workday":
      return (date) => date.day === nearestWorkday(date.daysInMonth, date);
    case "nearest-workday":
      return (date) => part.day <= date.daysInMonth && date.day === nearestWorkday(part.day, date);
    default: {
      const days = new Set(valuesOfPart(part, "day"));
      return (date) => days.has(date.day);
    }
  }
}

function weekdayTest(part: CronPart): DateTest {
  switch (part.kind) {
    case "last-weekday":
      return (date) => date.weekday === part.weekday && date.day + 7 > date.daysInMonth;
    case "nth-weekday":
      return (date) => date.weekday === part.weekday && Math.ceil(date.day / 7) === part.nth;
    default: {
      const weekdays = new Set(valuesOfPart(part, "weekday").map((value) => value % 7));
      return (date) => weekdays.has(date.weekday);
    }
  }
}

/** The day from Monday to Friday that is nearest to a day of this month, without leaving the month. */
function nearestWorkday(day: number, { day: known, weekday, daysInMonth }: CalendarDate): number {
  const target = (((weekday + day - known) % 7) + 7) % 7;
  if (target === 6) return day === 1 ? 3 : day - 1;
  if (target === 0) return day === daysInMonth ? day - 2 : day + 1;
  return day;
}
