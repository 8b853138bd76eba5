/**
 * What functions need to know of the evaluation they are called from: its time zone, and how much it may still do.
 *
 * CEL always ends, but it has no limit of its own: two nested loops over ten thousand rows are a hundred million steps
 * and would stop the whole process for seconds. So every turn of a loop costs a step, and every list or text that goes
 * into a function or an operator costs by its length. Evaluation is synchronous, so there is only ever one under way
 * and its scope may live here.
 */
import { EvaluationError } from "@marcbachmann/cel-js";
import type { CalendarLookup } from "../calendar/calendar.ts";
import { DEFAULT_TIME_ZONE } from "../time/time-zone.ts";

/** A loop turn with a simple body takes about 0.1 µs to 0.3 µs: an evaluation ends within a third of a second. */
const STEP_LIMIT = 1_000_000;

interface Scope {
  stepsLeft: number;
  zone: string;
  lookups: object;
  calendars: ReadonlyMap<string, CalendarLookup> | undefined;
}

const none = {};
const scope: Scope = { stepsLeft: STEP_LIMIT, zone: DEFAULT_TIME_ZONE, lookups: none, calendars: undefined };

/** Begins an evaluation. What it looks values up in comes with its context: `lookups`, and `calendars` as a map. */
export function enterScope(zone: string, context: Readonly<Record<string, unknown>> = {}): void {
  scope.stepsLeft = STEP_LIMIT;
  scope.zone = zone;
  const { lookups, calendars } = context;
  scope.lookups = typeof lookups === "object" && lookups !== null ? lookups : none;
  scope.calendars = calendars instanceof Map ? (calendars as ReadonlyMap<string, CalendarLookup>) : undefined;
}

/** The tables of records that the rule names, by its names for them. */
export function scopeLookups(): object {
  return scope.lookups;
}

/** A calendar of the installation; nothing when there is none of this name. */
export function scopeCalendar(name: string): CalendarLookup | undefined {
  return scope.calendars?.get(name);
}

/** How many steps the last evaluation took. */
export function stepsTaken(): number {
  return STEP_LIMIT - scope.stepsLeft;
}

/** The time zone that dates are read and written in. */
export function scopeZone(): string {
  return scope.zone;
}

/** Takes steps off what is left. @throws when nothing is left */
export function spend(steps: number): void {
  scope.stepsLeft -= steps;
  if (scope.stepsLeft < 0) {
    throw new EvaluationError({
      code: "too_costly",
      message: `The expression needs more than ${STEP_LIMIT.toLocaleString("en-US")} steps.`,
    });
  }
}

/** Takes off what it costs to work on a value: a step for so many elements of a list, or 64 characters of a text. */
export function spendOn(value: unknown, elementsPerStep: number): void {
  if (typeof value === "string") {
    if (value.length >= 64) spend(value.length / 64);
  } else if (Array.isArray(value)) spend(value.length / elementsPerStep);
}
