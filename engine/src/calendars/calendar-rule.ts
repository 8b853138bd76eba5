/**
 * What a calendar makes of a fire time: it runs, is left out, or moves to a working day. Pure, so that planning, deciding
 * and a preview of next year come to the same; and only as far as the calendar knows: beyond its last day nothing is
 * guessed, and the slot is left out with that reason.
 */
import { addDays, wallClock, type TriggerConfig } from "@belfry/model";
import type { Calendars } from "./calendar-cache.ts";

/** The part of a trigger entry that speaks of calendars. */
export interface CalendarRule {
  readonly calendar: string;
  readonly onHoliday: "run" | "skip" | "previous" | "next";
  /** Fires only on the nth working day of its month; negative counts from the end. */
  readonly workday: number | undefined;
  /** When a business day begins, in minutes after midnight. */
  readonly dayStartsAt: number;
  readonly zone: string;
  /** How much later it fires than its schedule says, in milliseconds; its days are those of the schedule. */
  readonly spreadMs: number;
}

export type CalendarVerdict =
  | { readonly kind: "run" }
  | { readonly kind: "skip"; readonly detail: Readonly<Record<string, unknown>> }
  /** Nobody knows: the calendar ends before, or there is none. When it is due, it is left out as well. */
  | { readonly kind: "undecided"; readonly detail: Readonly<Record<string, unknown>> }
  | { readonly kind: "move"; readonly to: Date };

/**
 * How far a slot may move. The longest run of days off in the calendars of the State Council is nine; a company's own may
 * have a fortnight.
 */
export const FARTHEST_MOVE_DAYS = 20;

export function calendarRuleOf(config: TriggerConfig, timeZone: string, spreadMs: number): CalendarRule | undefined {
  const { calendar, onHoliday = "skip", workday, dayStartsAt = "00:00" } = config;
  if (calendar === undefined) return undefined;
  const [hours = 0, minutes = 0] = dayStartsAt.split(":").map(Number);
  const zone = typeof config["timezone"] === "string" ? config["timezone"] : timeZone;
  return { calendar, onHoliday, workday, dayStartsAt: hours * 60 + minutes, zone, spreadMs };
}

/** How long before its own time a slot may have to be decided. */
export function lookaheadMs(rule: CalendarRule | undefined): number {
  return rule?.onHoliday === "previous" ? FARTHEST_MOVE_DAYS * 86_400_000 : 0;
}

export function judgeByCalendar(rule: CalendarRule, dueAt: Date, calendars: Calendars): CalendarVerdict {
  const calendar = calendars.get(rule.calendar);
  const day = businessDay(rule, dueAt);
  const asked = { calendar: rule.calendar, day };
  const skip = (reason: string): CalendarVerdict => ({ kind: "skip", detail: { ...asked, reason } });
  if (calendar === undefined) return { kind: "undecided", detail: { ...asked, reason: "there is no such calendar" } };
  const knownUntil = calendar.calendar.until;
  const undecided: CalendarVerdict = { kind: "undecided", detail: { ...asked, reason: "undecided", knownUntil } };
  const view = calendar.day(day);
  if (view.kind === "unknown") return undecided;
  if (rule.workday !== undefined) {
    const wanted = calendar.nthWorkingDay(Number(day.slice(0, 4)), Number(day.slice(5, 7)), rule.workday);
    // A month that is only known in part may still have one; of the days that are known this is none, or nobody can say.
    if (wanted === undefined) return undecided;
    if (wanted === null) return skip(`the month has no working day ${rule.workday}`);
    return wanted === day ? { kind: "run" } : skip(`working day ${rule.workday} of the month is ${wanted}`);
  }
  if (view.kind === "work" || rule.onHoliday === "run") return { kind: "run" };
  if (rule.onHoliday === "skip") return skip(view.name ?? "no working day");
  const target = rule.onHoliday === "next" ? calendar.nextWorkingDay(day) : calendar.previousWorkingDay(day);
  if (target === undefined) return undecided;
  const days = (Date.parse(target) - Date.parse(day)) / 86_400_000;
  if (Math.abs(days) > FARTHEST_MOVE_DAYS) return skip(`the nearest working day is ${target}`);
  const named = addDays(new Date(dueAt.getTime() - rule.spreadMs), days, rule.zone);
  return { kind: "move", to: new Date(named.getTime() + rule.spreadMs) };
}

/**
 * When a slot is to be decided, as far as the calendar knows now: at its own time, or on the working day before it when
 * it moves to an earlier one. Where that has passed, at once: better late than on the holiday, or never.
 */
export function decidedAt(
  rule: CalendarRule,
  dueAt: Date,
  { calendars, now }: { readonly calendars: Calendars; readonly now: Date },
): Date {
  const verdict = judgeByCalendar(rule, dueAt, calendars);
  if (verdict.kind !== "move") return dueAt;
  if (verdict.to >= dueAt) return dueAt > now ? dueAt : verdict.to;
  return verdict.to > now ? verdict.to : now;
}

/**
 * Whether a slot that moves goes along with another one: the schedule fires at that time anyway, or an earlier slot moves
 * there too. So however many slots a holiday holds, one of them fires.
 */
export function isMerged(
  rule: CalendarRule,
  schedule: { next(after: Date): Date | undefined },
  { dueAt, to, from }: { readonly dueAt: Date; readonly to: Date; readonly from: Date },
  calendars: Calendars,
): boolean {
  if (schedule.next(new Date(to.getTime() - 1))?.getTime() === to.getTime()) return true;
  const earliest = Math.max(from.getTime(), dueAt.getTime() - FARTHEST_MOVE_DAYS * 86_400_000);
  for (let at = schedule.next(new Date(earliest)); at !== undefined && at < dueAt; at = schedule.next(at)) {
    const verdict = judgeByCalendar(rule, at, calendars);
    if (verdict.kind === "move" && verdict.to.getTime() === to.getTime()) return true;
  }
  return false;
}

/** The day that a moment belongs to: with a day that begins at four, two at night is still the day before. */
export function businessDay(
  { zone, dayStartsAt, spreadMs }: Pick<CalendarRule, "zone" | "dayStartsAt" | "spreadMs">,
  dueAt: Date,
): string {
  const { year, month, day, hour, minute } = wallClock(new Date(dueAt.getTime() - spreadMs), zone);
  const shown = new Date(Date.UTC(year, month - 1, hour * 60 + minute < dayStartsAt ? day - 1 : day));
  return shown.toISOString().slice(0, 10);
}
