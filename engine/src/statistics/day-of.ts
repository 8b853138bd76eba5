import { wallClock } from "@belfry/model";

/** The date of a moment in a time zone: `2026-02-16`. */
export function dayOf(time: Date, timeZone: string): string {
  const { year, month, day } = wallClock(time, timeZone);
  return `${year}-${String(month).padStart(2, "0")}-${String(day).padStart(2, "0")}`;
}
