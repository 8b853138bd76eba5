/** From when on a rule has been silent for too long: as it says itself, as its schedule says, or as its history shows. */
import type { Rule } from "@belfry/model";
import type { OwnThresholds } from "./alert-settings.ts";

export interface Silence {
  readonly own: Pick<OwnThresholds, "silentAfterMs">;
  readonly definition: Rule;
  /** Since when it could be started as it is. */
  readonly activeFrom: Date;
  /** When it was started, the newest first. */
  readonly starts: readonly Date[];
  /** Its first fire time after a moment; nothing for one without a schedule. */
  readonly firstAfter: (moment: Date) => Date | undefined;
}

const HOUR_MS = 3_600_000;
/** A slot may be late: a catch-up, a queue. */
const SLACK_MS = HOUR_MS / 2;
/** A rule of which conditions decide has pauses of its own kind; fewer starts than this show none. */
const LEAST_STARTS = 10;
const LEAST_SILENCE_MS = 24 * HOUR_MS;
const TIMES_LONGEST = 3;

export interface Deadline {
  /** The last time it was started; null when it never was. */
  readonly last: Date | null;
  readonly at: Date;
  /** What says so. */
  readonly by: "rule" | "schedule" | "history";
}

/** Nothing for a rule of which nobody knows when to expect it. */
export function silenceDeadline({ own, definition, activeFrom, starts, firstAfter }: Silence): Deadline | undefined {
  const last = starts[0] ?? null;
  const since = last !== null && last > activeFrom ? last : activeFrom;
  const { silentAfterMs } = own;
  if (silentAfterMs === false) return undefined;
  if (silentAfterMs !== null) return { last, at: later(since, silentAfterMs), by: "rule" };
  // A rule that only people start is started when they like.
  if ((definition.triggers ?? []).length === 0) return undefined;
  if (!hasConditions(definition)) {
    const expected = firstAfter(since);
    if (expected !== undefined) return { last, at: later(expected, SLACK_MS), by: "schedule" };
  }
  if (starts.length < LEAST_STARTS) return undefined;
  const pauses = starts.slice(1).map((start, place) => (starts[place]?.getTime() ?? 0) - start.getTime());
  const allowed = Math.max(LEAST_SILENCE_MS, TIMES_LONGEST * Math.max(...pauses));
  return { last, at: later(since, allowed), by: "history" };
}

/** Whether it is decided each time anew whether it is started. */
function hasConditions({ condition, triggers = [] }: Rule): boolean {
  return condition !== undefined || triggers.some((trigger) => trigger["condition"] !== undefined);
}

function later(moment: Date, ms: number): Date {
  return new Date(moment.getTime() + ms);
}
