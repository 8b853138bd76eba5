/**
 * Spreading: a thousand rules that all say six o'clock fire over ten minutes, each always at the same moment of them.
 *
 * How much later a trigger fires follows from the name of its rule and its own, so every node and every start comes to the
 * same, and it is kept with the trigger. Its whole schedule is put off by that much: so planning, counting and the policy
 * for missed times need to know nothing of it. Only days are those of the time that the schedule names.
 */
import { createHash } from "node:crypto";
import { formatDuration, isAppError, parseDuration, type Problem, type TriggerConfig } from "@belfry/model";

/** A day is the longest that a fire time can be put off and still belong to it. */
const LONGEST_MS = 86_400_000;
const LOOK_AT_TIMES = 500;
/** Any time will do: a schedule is looked at from its first fire time after it. */
const ANCHOR = new Date("2024-01-01T00:00:00Z");

/** By how much a trigger is put off, in milliseconds: whole seconds, less than its window. 0 without one. */
export function spreadMs({ rule, trigger }: { rule: string; trigger: string }, { spread }: TriggerConfig): number {
  if (spread === undefined) return 0;
  const hash = createHash("sha256").update(`${rule}\n${trigger}`).digest().readUIntBE(0, 6);
  return Math.floor((hash / 2 ** 48) * Math.floor(parseDuration(spread) / 1_000)) * 1_000;
}

/** @param schedule the fire times as they are named, not put off; nothing when they cannot be told */
export function checkSpread(
  { spread }: TriggerConfig,
  at: {
    readonly path: string;
    readonly isSchedule: boolean;
    readonly schedule?: { next(after: Date): Date | undefined };
  },
): Problem[] {
  if (spread === undefined) return [];
  const path = `${at.path}.spread`;
  const windowMs = windowOf(spread);
  if (windowMs === undefined)
    return [{ path, message: `${spread} is no time from 1s to 1d.`, remedy: "Write it like 10m." }];
  if (!at.isSchedule) {
    const message = "Only fire times are spread; events come when they come.";
    return [{ path, message, remedy: "Leave it out." }];
  }
  const distance = at.schedule === undefined ? undefined : shortestDistanceMs(at.schedule);
  if (distance === undefined || windowMs <= distance) return [];
  const message = `It is spread over more time (${spread}) than lies between two fire times (${formatDuration(distance)}).`;
  return [{ path, message, remedy: `Spread it over ${formatDuration(distance)} at the most.` }];
}

function windowOf(spread: string): number | undefined {
  try {
    const ms = parseDuration(spread);
    return ms < 1_000 || ms > LONGEST_MS ? undefined : ms;
  } catch (error) {
    if (isAppError(error, "DURATION_INVALID")) return undefined;
    throw error;
  }
}

/** The shortest time between two of the first fire times; nothing when there is only one. */
function shortestDistanceMs(schedule: { next(after: Date): Date | undefined }): number | undefined {
  let shortest: number | undefined;
  let last = schedule.next(ANCHOR);
  for (let looked = 0; last !== undefined && looked < LOOK_AT_TIMES; looked += 1) {
    const at: Date | undefined = schedule.next(last);
    if (at === undefined) break;
    shortest = Math.min(shortest ?? Number.POSITIVE_INFINITY, at.getTime() - last.getTime());
    last = at;
  }
  return shortest;
}
