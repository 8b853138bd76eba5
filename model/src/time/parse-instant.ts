import { instantOfWallClock } from "./wall-clock.ts";

const PATTERN =
  /^(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ](\d{1,2}):(\d{2})(?::(\d{2})(?:\.(\d{1,9}))?)?\s*(Z|[+-]\d{2}:?\d{2})?)?$/i;

/**
 * Reads a moment as data brings it: ISO 8601 with an offset, a date and time without one (what a clock in the zone
 * shows), or a date alone (its midnight in the zone). `2026-02-16`, `2026-02-16 06:00:05`, `2026-02-16T06:00:05+08:00`.
 * Anything else, and dates that do not exist, give nothing.
 */
export function parseInstant(text: string, zone: string): Date | undefined {
  const match = PATTERN.exec(text.trim());
  if (match === null) return undefined;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = match
    .slice(1, 7)
    .map((part) => (part === undefined ? undefined : Number(part)));
  const millisecond = Number((match[7] ?? "").padEnd(3, "0").slice(0, 3));
  const asUtc = new Date(Date.UTC(year, month - 1, day, hour, minute, second, millisecond));
  if (asUtc.getUTCMonth() !== month - 1 || asUtc.getUTCDate() !== day || hour > 23 || minute > 59 || second > 59)
    return undefined;
  const offset = match[8];
  if (offset === undefined) return instantOfWallClock({ year, month, day, hour, minute, second, millisecond }, zone);
  return new Date(asUtc.getTime() - offsetMs(offset));
}

/** Whether a text is a date without a time: `2026-02-16`. */
export function isDateOnly(text: string): boolean {
  return /^\d{4}-\d{1,2}-\d{1,2}$/.test(text.trim());
}

function offsetMs(offset: string): number {
  if (/^z$/i.test(offset)) return 0;
  const digits = offset.replace(":", "");
  const minutes = Number(digits.slice(1, 3)) * 60 + Number(digits.slice(3, 5));
  return (digits.startsWith("-") ? -minutes : minutes) * 60_000;
}
