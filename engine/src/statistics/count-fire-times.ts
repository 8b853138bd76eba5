import type { Schedule } from "../slots/schedule.ts";

/** How many fire times are looked at before other work gets its turn: some 100 ms of a second-by-second schedule. */
const AT_ONCE = 5_000;

/** How many fire times may still be looked at, for all triggers of a rule together. */
export interface Budget {
  left: number;
}

/**
 * Counts the fire times after one moment up to and including another, by the days in which they lie. False when the budget
 * ended first; what was counted by then is of no use.
 * @param days the beginnings of the days in their order, and the end of the last one behind them
 */
export async function countFireTimes(
  schedule: Schedule,
  range: { readonly after: Date; readonly to: Date },
  days: readonly Date[],
  budget: Budget,
  add: (day: number, time: Date) => void,
): Promise<boolean> {
  const [begin, end] = [days[0], days.at(-1)];
  if (begin === undefined || end === undefined) return true;
  let day = 0;
  for (let time = schedule.next(range.after); time !== undefined && time <= range.to && time < end;) {
    budget.left -= 1;
    if (budget.left < 0) return false;
    while (time >= (days[day + 1] ?? end)) day += 1;
    if (time >= begin) add(day, time);
    if (budget.left % AT_ONCE === 0) await new Promise((resolve) => setImmediate(resolve));
    time = schedule.next(time);
  }
  return true;
}
