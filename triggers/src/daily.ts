import { z } from "zod";

export const TimeOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, "Write a time of day like 07:00.");

export const DayStart = TimeOfDay.default("00:00");

/** The cron line of a time of the day. */
export function dailyAt(time: string): string {
  const [hour, minute] = time.split(":").map(Number);
  return `${minute} ${hour} * * *`;
}
