import type { Problem, TriggerConfig } from "@belfry/model";
import type { Schedule } from "../slots/schedule.ts";

/** The fields of a trigger that speak of days, and mean nothing without a calendar. */
const needCalendar = ["onHoliday", "workday", "dayStartsAt"] as const;

/** What is moved to an earlier day is planned three weeks ahead; that many slots are kept for each rule all the time. */
const MOST_MOVED_BACK_A_DAY = 24;
const LOOK_AT_TIMES = 500;
const DAY_MS = 86_400_000;
/** Any time will do: a schedule is looked at from its first fire time after it. */
const ANCHOR = new Date("2024-01-01T00:00:00Z");

/** @param schedule nothing for a trigger that does not fire by the clock, or whose configuration is wrong */
export function checkCalendarOptions(
  config: TriggerConfig,
  { path, isSchedule, schedule }: { readonly path: string; readonly isSchedule: boolean; readonly schedule?: Schedule },
): Problem[] {
  const used = (["calendar", ...needCalendar] as const)
    .filter((field) => config[field] !== undefined)
    // What waits for other rules asks when a business day begins, with or without a calendar.
    .filter((field) => field !== "dayStartsAt" || schedule?.awaits === undefined);
  if (!isSchedule) {
    return used.map((field) => ({
      path: `${path}.${field}`,
      message: "Only what fires by the clock can be moved by a calendar.",
      remedy: "Leave it out, or use a trigger with a schedule.",
    }));
  }
  if (config.calendar === undefined) {
    return used.map((field) => ({
      path: `${path}.${field}`,
      message: `${field} means nothing without a calendar.`,
      remedy: "Name the calendar as well, like calendar: cn-workday, or leave it out.",
    }));
  }
  const moves = config.onHoliday === "previous" || config.onHoliday === "next";
  if (moves && schedule?.awaits?.fires === "complete") return [dayMoves(path)];
  if (config.workday !== undefined && moves) return [workdayMoves(path)];
  if (config.onHoliday !== "previous" || schedule === undefined || !firesTooOften(schedule)) return [];
  const message = `It fires more than ${MOST_MOVED_BACK_A_DAY} times a day, and what moves to an earlier day is planned three weeks ahead.`;
  return [{ path: `${path}.onHoliday`, message, remedy: "Use next or skip, or a schedule that fires less often." }];
}

function dayMoves(path: string): Problem {
  const message = "It fires when other rules have run, so nothing can be moved to another day.";
  return { path: `${path}.onHoliday`, message, remedy: "Use skip or run." };
}

function workdayMoves(path: string): Problem {
  const message = "The nth working day of a month is never a holiday, so nothing can be moved.";
  return { path: `${path}.onHoliday`, message, remedy: "Leave out onHoliday, or workday." };
}

/** Whether more than so many of the first fire times fall within one day. */
function firesTooOften(schedule: Schedule): boolean {
  const recent: number[] = [];
  let at = schedule.next(ANCHOR);
  for (let looked = 0; at !== undefined && looked < LOOK_AT_TIMES; looked += 1, at = schedule.next(at)) {
    recent.push(at.getTime());
    if (recent.length <= MOST_MOVED_BACK_A_DAY) continue;
    if (at.getTime() - (recent.shift() ?? 0) < DAY_MS) return true;
  }
  return false;
}
