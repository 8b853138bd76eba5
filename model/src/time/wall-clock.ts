/**
 * What a clock on the wall shows, and back. Pure: nothing here asks what time it is.
 *
 * The way back is not one to one. Where a wall clock shows a time twice (clocks go back) the first of the two is meant;
 * where it never shows it (clocks go forward) the time counts on from before the change: 02:30 becomes 03:30.
 */
import { offsetSpanAt } from "./zone-offsets.ts";

/** A date and time as a clock on the wall of a time zone shows it. */
export interface WallClock {
  readonly year: number;
  /** 1 to 12. */
  readonly month: number;
  readonly day: number;
  /** 0 to 23. */
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  /** 0 is Sunday, 6 is Saturday. */
  readonly weekday: number;
  /** How far the zone is ahead of UTC at this moment: 480 for Asia/Shanghai. */
  readonly offsetMinutes: number;
}

/** The part of a wall clock that a person writes down. What is left out is zero. */
export interface WallTime {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour?: number;
  readonly minute?: number;
  readonly second?: number;
  readonly millisecond?: number;
}

const DAY_MS = 86_400_000;

/**
 * What the clock shows in a zone at a moment.
 * @throws AppError `TIME_ZONE_UNKNOWN`
 */
export function wallClock(date: Date, zone: string): WallClock {
  const { offsetMs } = offsetSpanAt(zone, date.getTime());
  const shown = new Date(date.getTime() + offsetMs);
  return {
    year: shown.getUTCFullYear(),
    month: shown.getUTCMonth() + 1,
    day: shown.getUTCDate(),
    hour: shown.getUTCHours(),
    minute: shown.getUTCMinutes(),
    second: shown.getUTCSeconds(),
    weekday: shown.getUTCDay(),
    offsetMinutes: offsetMs / 60_000,
  };
}

/**
 * The moment at which a clock in the zone shows this. Days and months may run over: the 32nd of January is the 1st of
 * February.
 * @throws AppError `TIME_ZONE_UNKNOWN`
 */
export function instantOfWallClock(time: WallTime, zone: string): Date {
  const shown = utcOf(time);
  const offsetAround = (at: number): number => offsetSpanAt(zone, at).offsetMs;
  // No zone changes its clock twice within two days, so the change, if there is one, lies between these two.
  const before = shown - offsetAround(shown - DAY_MS);
  const after = shown - offsetAround(shown + DAY_MS);
  if (offsetAround(before) === shown - before) return new Date(before);
  if (offsetAround(after) === shown - after) return new Date(after);
  return new Date(before);
}

/** The first moment of the day in the zone. Where midnight is skipped by a clock change, the moment after it. */
export function startOfDay(date: Date, zone: string): Date {
  const { year, month, day } = wallClock(date, zone);
  return instantOfWallClock({ year, month, day }, zone);
}

/** The same time on the wall so many days later; negative is earlier. A day here is a date, not 24 hours. */
export function addDays(date: Date, days: number, zone: string): Date {
  const { year, month, day, hour, minute, second } = wallClock(date, zone);
  const millisecond = ((date.getTime() % 1000) + 1000) % 1000;
  return instantOfWallClock({ year, month, day: day + days, hour, minute, second, millisecond }, zone);
}

function utcOf(time: WallTime): number {
  return Date.UTC(
    time.year,
    time.month - 1,
    time.day,
    time.hour ?? 0,
    time.minute ?? 0,
    time.second ?? 0,
    time.millisecond ?? 0,
  );
}
