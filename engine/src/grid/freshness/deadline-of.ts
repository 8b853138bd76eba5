import {
  durationMs,
  instantOfWallClock,
  plusDays,
  type CalendarLookup,
  type Grid,
  type GridFreshness,
} from "@belfry/model";

export interface Deadline {
  readonly at: Date;
  /** When it is told once more; null: never. */
  readonly escalateAt: Date | null;
}

/** By when what is generated from a base date is to be complete. Nothing where the calendar does not know the day. */
export function deadlineOf(
  { timezone, dayStartsAt }: Pick<Grid, "timezone" | "dayStartsAt">,
  { by, afterDays, workdays, escalateAfter }: GridFreshness,
  baseDate: string,
  calendar: CalendarLookup | undefined,
): Deadline | undefined {
  const wanted = plusDays(baseDate, afterDays);
  const businessDay = workdays ? calendar?.nextWorkingDay(wanted) : wanted;
  if (businessDay === undefined) return undefined;
  const [year = 0, month = 1, day = 1] = (by < dayStartsAt ? plusDays(businessDay, 1) : businessDay)
    .split("-")
    .map(Number);
  const [hour = 0, minute = 0] = by.split(":").map(Number);
  const at = instantOfWallClock({ year, month, day, hour, minute }, timezone);
  const escalateAt = escalateAfter === undefined ? null : new Date(at.getTime() + durationMs(escalateAfter));
  return { at, escalateAt };
}
