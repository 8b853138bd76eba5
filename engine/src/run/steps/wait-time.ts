import { addDays, AppError, parseDuration, parseInstant, wallClock } from "@belfry/model";
import { ActionFailure } from "@belfry/plugin-kit";

const TIME_OF_DAY = /^([01]\d|2[0-3]):([0-5]\d)(?::([0-5]\d))?$/;

/** How long to wait, in milliseconds. @throws ActionFailure WAIT_INVALID */
export function waitDuration(value: unknown): number {
  if (typeof value !== "string") throw invalid(`${JSON.stringify(value)} is no duration. Write it like 30m.`);
  try {
    return parseDuration(value);
  } catch (error) {
    throw invalid(error instanceof AppError ? error.message : String(error));
  }
}

/**
 * Until when to wait: a moment, or a time of day, which means the next one. What is past is not waited for.
 * @throws ActionFailure WAIT_INVALID
 */
export function waitMoment(value: unknown, now: Date, zone: string): Date {
  const text = typeof value === "string" ? value.trim() : "";
  if (TIME_OF_DAY.test(text)) {
    const today = onDayOf(now, text, zone);
    return today > now ? today : onDayOf(addDays(now, 1, zone), text, zone);
  }
  const moment = parseInstant(text, zone);
  if (moment === undefined) {
    throw invalid(`${JSON.stringify(value)} is no time. Write it like 18:00 or 2026-10-01 08:00.`);
  }
  return moment;
}

function onDayOf(day: Date, time: string, zone: string): Date {
  const { year, month, day: date } = wallClock(day, zone);
  const moment = parseInstant(`${String(year).padStart(4, "0")}-${month}-${date} ${time}`, zone);
  if (moment === undefined) throw invalid(`${time} is no time of day.`);
  return moment;
}

function invalid(message: string): ActionFailure {
  return new ActionFailure(message, { class: "config", code: "WAIT_INVALID" });
}
