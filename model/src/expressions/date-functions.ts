import { formatInZone, isoInZone, unknownDirective } from "../time/format-in-zone.ts";
import { isDateOnly, parseInstant } from "../time/parse-instant.ts";
import { addDays, startOfDay } from "../time/wall-clock.ts";
import { scopeZone } from "./evaluation-scope.ts";
import { functionFault, wholeNumberFrom } from "./function-fault.ts";
import type { ExpressionFunction } from "./register-functions.ts";
import { textFrom } from "./text-functions.ts";

const TIMESTAMP = "google.protobuf.Timestamp";
const MOST_DAYS = 36_600;

export const dateFunctions: readonly ExpressionFunction[] = [
  { name: "date", takes: ["dyn"], gives: TIMESTAMP, form: "function", run: (value) => dateFrom(value, scopeZone()) },
  {
    name: "date",
    takes: ["dyn", "string"],
    gives: TIMESTAMP,
    form: "function",
    run: (value, zone) => dateFrom(value, String(zone)),
  },
  {
    name: "formatDate",
    takes: ["dyn", "string"],
    gives: "string",
    form: "function",
    run: (value, pattern) => formatDate(value, pattern, scopeZone()),
  },
  { name: "formatDate", takes: ["dyn", "string", "string"], gives: "string", form: "function", run: formatDate },
  { name: "addDays", takes: ["dyn", "dyn"], gives: "dyn", form: "function", run: addDaysTo },
  {
    name: "startOfDay",
    takes: ["dyn"],
    gives: TIMESTAMP,
    form: "function",
    run: (value) => startOfDay(dateFrom(value, scopeZone()), scopeZone()),
  },
  {
    name: "startOfDay",
    takes: ["dyn", "string"],
    gives: TIMESTAMP,
    form: "function",
    run: (value, zone) => startOfDay(dateFrom(value, String(zone)), String(zone)),
  },
  {
    name: "string",
    takes: [TIMESTAMP],
    gives: "string",
    form: "function",
    run: (value) => isoInZone(dateFrom(value, scopeZone()), scopeZone()),
  },
];

export function dateFrom(value: unknown, zone: string): Date {
  if (value instanceof Date) return value;
  const date = typeof value === "string" ? parseInstant(value, zone) : undefined;
  if (date !== undefined) return date;
  const shown = typeof value === "string" ? JSON.stringify(value.slice(0, 40)) : "The value";
  throw functionFault(
    `${shown} is not a date.`,
    "Write it like 2026-02-16, 2026-02-16 06:00:00 or 2026-02-16T06:00:00+08:00.",
  );
}

function formatDate(value: unknown, pattern: unknown, zone: unknown): string {
  const text = textFrom(pattern);
  const unknown = unknownDirective(text);
  if (unknown !== undefined)
    throw functionFault(
      `The date pattern has the part ${unknown}, which means nothing.`,
      "Use %Y %m %d %H %M %S, or %-m and %-d without a leading zero.",
    );
  return formatInZone(dateFrom(value, String(zone)), String(zone), text);
}

/** Stays what it was: a date alone stays a date alone, a text stays a text, a timestamp a timestamp. */
function addDaysTo(value: unknown, days: unknown): Date | string {
  const zone = scopeZone();
  const count = wholeNumberFrom(days, "number of days", { min: -MOST_DAYS, max: MOST_DAYS });
  const moved = addDays(dateFrom(value, zone), count, zone);
  if (typeof value !== "string") return moved;
  return isDateOnly(value) ? formatInZone(moved, zone, "%F") : isoInZone(moved, zone);
}
