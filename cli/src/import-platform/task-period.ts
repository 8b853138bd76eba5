import type { PlatformTask } from "./platform-config.ts";

/** A period as a grid writes it. */
export type WrittenPeriod = number | readonly [number, number] | "last_month";

/**
 * The period of a task as the task generator computes it: daily T-1 unless it says otherwise, weekly T-9 to T-3, monthly the
 * month before, whatever its range says. Nothing for a schedule that the generator does not know: it makes no tasks.
 */
export function taskPeriod({
  schedule,
  dateOffset,
  dateRange,
}: Pick<PlatformTask, "schedule" | "dateOffset" | "dateRange">): WrittenPeriod | undefined {
  if (schedule === "daily") return dateOffset ?? -1;
  if (schedule === "weekly") return typeof dateRange === "object" && dateRange !== null ? dateRange : [-9, -3];
  return schedule === "monthly" ? "last_month" : undefined;
}
