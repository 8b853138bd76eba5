/** A date without a time or a zone, as `YYYY-MM-DD`. Texts compare like the dates they name. */
import { z } from "zod";

export const PlainDate = z
  .string()
  .refine((text) => dayNumber(text) !== undefined, "Write a date that exists as YYYY-MM-DD, like 2026-02-17.");
export type PlainDate = string;

const DAY_MS = 86_400_000;

/** Days since 1970-01-01; nothing for a text that is no date. */
export function dayNumber(text: string): number | undefined {
  const found = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  if (found === null) return undefined;
  const [year, month, day] = found.slice(1).map(Number) as [number, number, number];
  const at = Date.UTC(year, month - 1, day);
  // The 30th of February would silently become the 2nd of March.
  return plainDate(at / DAY_MS) === text ? at / DAY_MS : undefined;
}

/** The date that lies so many days after 1970-01-01. */
function plainDate(number: number): PlainDate {
  return new Date(number * DAY_MS).toISOString().slice(0, 10);
}

/** @param date a valid date */
export function plusDays(date: PlainDate, days: number): PlainDate {
  return plainDate(numberOf(date) + days);
}

/** 1 is Monday, 7 is Sunday. */
export function weekdayOf(date: PlainDate): number {
  return ((((numberOf(date) + 3) % 7) + 7) % 7) + 1;
}

function numberOf(date: PlainDate): number {
  const number = dayNumber(date);
  if (number === undefined) throw new RangeError(`${date} is no date.`);
  return number;
}
