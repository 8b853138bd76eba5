import { instantOfWallClock, wallClock, type QuietHours } from "@belfry/model";

/** When it ends to be quiet; nothing when it is not quiet now. */
export function quietUntil(
  { from, until }: Pick<QuietHours, "from" | "until">,
  zone: string,
  now: Date,
): Date | undefined {
  const { year, month, day, hour, minute } = wallClock(now, zone);
  const shown = hour * 60 + minute;
  const [begins, ends] = [minutesOf(from), minutesOf(until)];
  const overMidnight = ends < begins;
  const isQuiet = overMidnight ? shown >= begins || shown < ends : shown >= begins && shown < ends;
  if (!isQuiet) return undefined;
  const tomorrow = overMidnight && shown >= begins ? 1 : 0;
  return instantOfWallClock({ year, month, day: day + tomorrow, hour: Math.floor(ends / 60), minute: ends % 60 }, zone);
}

function minutesOf(time: string): number {
  const [hour = 0, minute = 0] = time.split(":").map(Number);
  return hour * 60 + minute;
}
