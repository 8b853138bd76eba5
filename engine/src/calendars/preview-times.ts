/**
 * The fire times that lie ahead, as a calendar will have them: left out, moved, merged. Judged by the same functions as
 * the slots themselves, and pure; nothing is read or written.
 */
import { addDays, startOfDay } from "@belfry/model";
import type { Schedule } from "../slots/schedule.ts";
import type { Calendars } from "./calendar-cache.ts";
import { FARTHEST_MOVE_DAYS, isMerged, judgeByCalendar, type CalendarRule } from "./calendar-rule.ts";

export interface PreviewedTime {
  readonly at: Date;
  /** When it was due before a calendar moved it. */
  readonly movedFrom?: Date;
  /** The calendar does not reach so far: whether and when it fires is not known, nor what comes after it. */
  readonly undecided?: true;
  /** It does not fire: what the calendar says of the day. Only where those are asked for. */
  readonly skipped?: Readonly<Record<string, unknown>>;
}

export interface PreviewRange {
  /** Times after this moment. */
  readonly now: Date;
  /** The first slots are due after this moment; what was due before now may still be moved to a later day. */
  readonly from: Date;
  readonly count: number;
  readonly calendars: Calendars;
  /** Whether also the fire times that the calendar leaves out, the first of each day. @default false */
  readonly skipped?: boolean;
}

/**
 * The most fire times that are looked at: a rule of every second that waits for the last working day would hold the
 * process for seconds. The preview then is shorter than asked for.
 */
const MAX_LOOKED_AT = 20_000;
/** Those that are left out are shown up to here: a rule that waits for one day of the year is left out on all others. */
const MAX_SHOWN = 500;
const DAY_MS = 86_400_000;

export function previewTimes(schedule: Schedule, range: PreviewRange): PreviewedTime[] {
  const { calendar: rule } = schedule;
  return rule === undefined ? plainTimes(schedule, range) : timesByCalendar(schedule, rule, range);
}

function plainTimes(schedule: Schedule, { now, count }: PreviewRange): PreviewedTime[] {
  const found: PreviewedTime[] = [];
  for (let at = schedule.next(now); at !== undefined && found.length < count; at = schedule.next(at))
    found.push({ at });
  return found;
}

function timesByCalendar(schedule: Schedule, rule: CalendarRule, range: PreviewRange): PreviewedTime[] {
  const { now, from, count, calendars, skipped = false } = range;
  const reach = FARTHEST_MOVE_DAYS * DAY_MS;
  const begin = rule.onHoliday === "next" ? new Date(Math.max(from.getTime(), now.getTime() - reach)) : now;
  const found: PreviewedTime[] = [];
  let looked = 0;
  for (let due = schedule.next(begin); due !== undefined && looked < MAX_LOOKED_AT; looked += 1) {
    // Moved back, a later one may still come before those that were found.
    const last = inOrder(found.filter((time) => time.skipped === undefined))[count - 1]?.at;
    if (last !== undefined && due.getTime() - (rule.onHoliday === "previous" ? reach : 0) > last.getTime()) break;
    const verdict = judgeByCalendar(rule, due, calendars);
    if (verdict.kind === "undecided") {
      found.push({ at: due, undecided: true });
      break;
    }
    if (verdict.kind === "run" && due > now) found.push({ at: due });
    if (verdict.kind === "move" && !isMerged(rule, schedule, { dueAt: due, to: verdict.to, from }, calendars)) {
      const at = movedTime({ due, to: verdict.to }, range);
      if (at !== undefined) found.push({ at, movedFrom: due });
    }
    if (skipped && verdict.kind === "skip" && due > now && found.length < MAX_SHOWN)
      found.push({ at: due, skipped: verdict.detail });
    if (verdict.kind === "skip") due = schedule.next(lastOfDay(rule, due));
    else if (verdict.kind === "run" && due <= now) due = schedule.next(earlier(lastOfDay(rule, due), now));
    else due = schedule.next(due);
  }
  let kept = 0;
  return inOrder(found).filter((time) => (time.skipped === undefined ? (kept += 1) <= count : kept < count));
}

/** When a slot fires that moves; nothing when it has. */
function movedTime({ due, to }: { due: Date; to: Date }, { now, from }: PreviewRange): Date | undefined {
  if (to > now) return to;
  // Nobody was there on the earlier day to which it moves: it fires at once, before the holiday.
  return due > now && from > to ? now : undefined;
}

/** The end of the business day, or nearly: what is left out, or was worked on, is so as a whole day. */
function lastOfDay({ zone, dayStartsAt, spreadMs }: CalendarRule, at: Date): Date {
  const offset = dayStartsAt * 60_000 + spreadMs;
  const start = startOfDay(new Date(at.getTime() - offset), zone);
  const end = addDays(start, 1, zone).getTime() + offset;
  // A clock that is changed between midnight and four: that hour is looked at one by one.
  const unsure = dayStartsAt === 0 ? 1 : 3_600_000;
  return new Date(Math.max(at.getTime(), end - unsure));
}

function earlier(a: Date, b: Date): Date {
  return a < b ? a : b;
}

function inOrder(times: readonly PreviewedTime[]): PreviewedTime[] {
  return times.toSorted((a, b) => a.at.getTime() - b.at.getTime());
}
