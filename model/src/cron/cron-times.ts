/**
 * The moments at which a schedule fires in a time zone. Pure: nothing here asks what time it is.
 *
 * What happens when the clocks change is what Vixie cron does. A schedule of fixed times (no `*` and no step in
 * seconds, minutes and hours: `30 2 * * *`) fires once for a time that the clocks skip, at the first moment after
 * the gap, and once for a time that they show twice, at the first of the two. Any other schedule (`0 * * * *`,
 * every ten minutes) follows the clock on the wall: skipped times do not happen, repeated times happen twice, so
 * that an hourly job runs every hour.
 *
 * The arithmetic is our own and croner is the oracle in its tests: croner takes 100 µs and up for one time, so counting
 * what a hundred thousand rules missed in three days would take it the better part of an hour.
 */
import { offsetSpanAt, type OffsetSpan } from "../time/zone-offsets.ts";
import type { CompiledCron } from "./cron-calendar.ts";
import { compiledCron } from "./parse-cron.ts";

/**
 * The first moment after `after` at which the schedule fires. Always a whole second.
 *
 * @throws AppError `SCHEDULE_INVALID`, `TIME_ZONE_UNKNOWN`
 */
export function nextCronTime(expression: string, zone: string, after: Date): Date | undefined {
  const next = nextTime(compiledCron(expression), zone, after.getTime());
  return next === undefined ? undefined : new Date(next);
}

/**
 * The moments in `(after, until]` at which the schedule fires, the first `limit` of them.
 *
 * @throws AppError `SCHEDULE_INVALID`, `TIME_ZONE_UNKNOWN`
 */
export function cronTimesBetween(expression: string, zone: string, after: Date, until: Date, limit: number): Date[] {
  const cron = compiledCron(expression);
  const times: Date[] = [];
  let at: number | undefined = after.getTime();
  while (times.length < limit) {
    at = nextTime(cron, zone, at);
    if (at === undefined || at > until.getTime()) break;
    times.push(new Date(at));
  }
  return times;
}

/**
 * How many moments there are in `(after, until]`. The work grows with the days between the two and not with the number
 * of moments, so that the count after a long outage is cheap.
 *
 * @param limit A count above it comes back as the limit. @default no limit
 * @throws AppError `SCHEDULE_INVALID`, `TIME_ZONE_UNKNOWN`
 */
export function countCronTimes(
  expression: string,
  zone: string,
  after: Date,
  until: Date,
  limit = Number.POSITIVE_INFINITY,
): number {
  const cron = compiledCron(expression);
  const end = until.getTime();
  let from = after.getTime();
  let count = 0;
  let span = offsetSpanAt(zone, from);
  let floor = firstFloor(cron, span, from);
  while (from <= end && count < limit) {
    count += cron.countWall(floor, Math.min(end, span.until - 1) + span.offsetMs);
    if (end < span.until) break;
    const next = offsetSpanAt(zone, span.until);
    const gap = firesInGap(cron, next);
    if (gap) count += 1;
    floor = floorOf(cron, next, gap);
    from = span.until;
    span = next;
  }
  return Math.min(count, limit);
}

function nextTime(cron: CompiledCron, zone: string, after: number): number | undefined {
  let span = offsetSpanAt(zone, after);
  let wall = cron.nextWall(firstFloor(cron, span, after));
  while (wall !== undefined && wall - span.offsetMs >= span.until) {
    const next = offsetSpanAt(zone, span.until);
    // The clock jumps over a fixed time.
    if (cron.fixedTimes && wall < next.from + next.offsetMs) return next.from;
    const floor = floorOf(cron, next, false);
    // Where the clock does not jump, the time that was found is still the next one.
    if (wall <= floor || next.offsetMs < span.offsetMs) wall = cron.nextWall(floor);
    span = next;
  }
  return wall === undefined ? undefined : wall - span.offsetMs;
}

/** Whether the jump at the beginning of the span passes over a fixed time. */
function firesInGap(cron: CompiledCron, { from, offsetMs, offsetBeforeMs }: OffsetSpan): boolean {
  if (!cron.fixedTimes || offsetMs <= offsetBeforeMs) return false;
  const wall = cron.nextWall(from + offsetBeforeMs - 1);
  return wall !== undefined && wall < from + offsetMs;
}

/** The wall time after which the times of a span count, seen from its beginning. */
function floorOf(
  cron: CompiledCron,
  { from, offsetMs, offsetBeforeMs }: OffsetSpan,
  firedAtBeginning: boolean,
): number {
  if (firedAtBeginning) return from + offsetMs;
  const shownBefore = cron.fixedTimes ? Math.max(offsetBeforeMs, offsetMs) : offsetMs;
  return from + shownBefore - 1;
}

/** The same, seen from a moment within the span. */
function firstFloor(cron: CompiledCron, span: OffsetSpan, after: number): number {
  return Math.max(after + span.offsetMs, floorOf(cron, span, false));
}
