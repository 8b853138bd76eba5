import { instantOfWallClock, wallClock } from "@belfry/model";

/** The day and the month that a clock shows in a zone: `2026-03-01` and `2026-03`. */
export function dayAndMonth(now: Date, zone: string): { readonly day: string; readonly month: string } {
  const { year, month, day } = wallClock(now, zone);
  const shown = `${year}-${two(month)}`;
  return { day: `${shown}-${two(day)}`, month: shown };
}

/** When the day after this one begins. */
export function afterDay(day: string, zone: string): Date {
  const [year = 0, month = 1, date = 1] = day.split("-").map(Number);
  return instantOfWallClock({ year, month, day: date + 1 }, zone);
}

/** When the month after this one begins. */
export function afterMonth(shown: string, zone: string): Date {
  const [year = 0, month = 1] = shown.split("-").map(Number);
  return instantOfWallClock({ year, month: month + 1, day: 1 }, zone);
}

function two(value: number): string {
  return String(value).padStart(2, "0");
}
