import { horizonDays, isoInZone, type Problem, type Rule } from "@belfry/model";
import type { Calendars } from "./calendar-cache.ts";

/** A calendar that a rule asks, and how far it reaches. */
export interface CalendarUse {
  readonly calendar: string;
  /** The last day it knows; null when there is no such calendar. */
  readonly knownUntil: string | null;
  /** How many days are left until then; negative when it has ended, null when there is no such calendar. */
  readonly daysLeft: number | null;
}

/** With fewer days left a rule shows a warning: the holidays of a year are announced some weeks before it begins. */
const WARN_BELOW_DAYS = 30;

/** Today's date by the clock of the installation. */
export function todayIn(zone: string, now: Date): string {
  return isoInZone(now, zone).slice(0, 10);
}

export function calendarsOf(rule: Pick<Rule, "triggers">, calendars: Calendars, today: string): CalendarUse[] {
  const names = new Set((rule.triggers ?? []).flatMap(({ calendar }) => (calendar === undefined ? [] : [calendar])));
  return [...names].map((name) => {
    const found = calendars.get(name)?.calendar;
    if (found === undefined) return { calendar: name, knownUntil: null, daysLeft: null };
    return { calendar: name, knownUntil: found.until, daysLeft: horizonDays(found, today) };
  });
}

/** What a person should do about the calendars of a rule before it stops firing. */
export function horizonWarnings(uses: readonly CalendarUse[]): Problem[] {
  return uses.flatMap(({ calendar, knownUntil, daysLeft }) => {
    if (daysLeft === null) return [];
    if (daysLeft >= WARN_BELOW_DAYS) return [];
    const left = daysLeft < 0 ? "has ended" : daysLeft === 0 ? "ends today" : `ends in ${daysLeft} days`;
    const message = `The calendar ${calendar} ${left}: it knows the days until ${knownUntil}. After that the rule does not fire.`;
    const remedy = `Extend it when the next year is announced: belfry calendars parse-notice FILE --calendar ${calendar} --save`;
    return [{ path: "triggers", message, remedy }];
  });
}

/** Every trigger of a rule that names a calendar which does not exist. */
export function missingCalendars(rule: Pick<Rule, "triggers">, calendars: Calendars): Problem[] {
  return (rule.triggers ?? []).flatMap(({ calendar }, i) =>
    calendar === undefined || calendars.has(calendar)
      ? []
      : [
          {
            path: `triggers[${i}].calendar`,
            message: `There is no calendar ${calendar}.`,
            remedy: `Save it (belfry calendars apply FILE), or correct its name; until then the rule cannot be enabled.`,
          },
        ],
  );
}
