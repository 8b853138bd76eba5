import type { Schedule } from "../slots/schedule.ts";

/** The moment that somebody asks about: a minute where they name a minute, else a second. */
export interface Moment {
  readonly from: Date;
  /** Not part of it any more. */
  readonly until: Date;
}

export function momentOf(at: Date): Moment {
  const from = new Date(Math.floor(at.getTime() / 1_000) * 1_000);
  const isMinute = at.getTime() % 60_000 === 0;
  // A slot of a test or a clock that jumped may lie between two seconds.
  if (from.getTime() !== at.getTime()) return { from: at, until: new Date(from.getTime() + 1_000) };
  return { from, until: new Date(from.getTime() + (isMinute ? 60_000 : 1_000)) };
}

export function isWithin(at: Date, { from, until }: Moment): boolean {
  return at >= from && at < until;
}

/** The fire time that is meant: the first within the moment, or the one that the schedule names there and is spread. */
export function dueWithin(schedule: Schedule, { from, until }: Moment): Date | undefined {
  for (const offset of [0, schedule.spreadMs]) {
    const due = schedule.next(new Date(from.getTime() + offset - 1));
    if (due !== undefined && due.getTime() < until.getTime() + offset) return due;
  }
  return undefined;
}

/** How far back the fire time before a moment is looked for: a leap day on a given weekday is not worth more. */
const FARTHEST_BACK_MS = 5 * 366 * 86_400_000;
const MOST_LOOKED_AT = 200;

/** The fire times around a moment that is none: the last before it and the first after it. */
export function nearestTimes(schedule: Schedule, { from, until }: Moment): { before?: Date; after?: Date } {
  const after = schedule.next(new Date(until.getTime() - 1));
  const before = lastBefore(schedule, from);
  return { ...(before !== undefined && { before }), ...(after !== undefined && { after }) };
}

/** A schedule knows only what comes next, so ever more of the time before is looked through. */
function lastBefore(schedule: Schedule, at: Date): Date | undefined {
  for (let back = 60_000; back <= FARTHEST_BACK_MS; back *= 4) {
    let found = schedule.next(new Date(at.getTime() - back));
    if (found === undefined || found >= at) continue;
    for (let looked = 0; looked < MOST_LOOKED_AT; looked += 1) {
      const next = schedule.next(found);
      if (next === undefined || next >= at) return found;
      found = next;
    }
    return found;
  }
  return undefined;
}
