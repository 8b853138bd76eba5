import type { AccountState } from "./account-state.ts";
import type { PoolAccount } from "./pool-account.ts";
import { learnedPerMinute } from "./rest-policy.ts";
import { countSends, fitsFrom, MINUTE, SECOND } from "./send-log.ts";
import { afterDay, afterMonth, dayAndMonth } from "./zone-days.ts";

export type CapWindow = "second" | "minute" | "day" | "month";

/** One cap of an account, and what is left of it. */
export interface CapUse {
  readonly window: CapWindow;
  readonly limit: number;
  readonly used: number;
  readonly left: number;
  /** Whether the provider taught it: it is lower than what is allowed, for a while. */
  readonly learned: boolean;
  /** From when on one more send fits; now when one fits already. */
  readonly freeAt: Date;
}

/** How much a message takes of the caps: sends of a second and a minute; of a day and a month the same, or people. */
export interface Weight {
  readonly sends: number;
  /** @default as many as sends */
  readonly daySends?: number | undefined;
}

/** What has to fit into a window. */
export function weightIn(window: CapWindow, { sends, daySends = sends }: Weight): number {
  return window === "day" || window === "month" ? daySends : sends;
}

/** How each cap of an account stands at a moment, for something of this weight. */
export function capUse(state: AccountState, account: PoolAccount, now: Date, weight: Weight = { sends: 1 }): CapUse[] {
  const { sends } = weight;
  const { caps, zone } = account;
  const today = dayAndMonth(now, zone);
  const taught = learnedPerMinute(state, now);
  // What was learned slows down, and never stops: a message that takes several sends is let through as one.
  const learned = taught === undefined ? undefined : Math.max(taught, sends);
  const minute = least(caps.perMinute, learned);
  // A day of the future is one of a clock that was set back, or of another zone: it goes on counting until it is over.
  const day = state.day > today.day ? state.day : today.day;
  const month = state.month > today.month ? state.month : today.month;
  const daySends = state.day === day ? state.daySends : 0;
  const monthSends = state.month === month ? state.monthSends : 0;
  const sliding = (window: typeof SECOND, log: AccountState["minuteSends"], limit: number) => ({
    used: countSends(log, window, now.getTime()),
    free: () => new Date(fitsFrom(log, window, { now: now.getTime(), cap: limit, sends })),
  });
  const uses: CapUse[] = [];
  const add = (window: CapWindow, limit: number | undefined, use: { used: number; free: () => Date }): void => {
    if (limit === undefined) return;
    const fits = use.used + weightIn(window, weight) <= limit;
    const left = Math.max(0, limit - use.used);
    const isLearned = window === "minute" && learned !== undefined && learned === limit;
    uses.push({ window, limit, used: use.used, left, learned: isLearned, freeAt: fits ? now : use.free() });
  };
  if (caps.perSecond !== undefined) add("second", caps.perSecond, sliding(SECOND, state.secondSends, caps.perSecond));
  if (minute !== undefined) add("minute", minute, sliding(MINUTE, state.minuteSends, minute));
  add("day", caps.perDay, { used: daySends, free: () => afterDay(day, zone) });
  add("month", caps.perMonth, { used: monthSends, free: () => afterMonth(month, zone) });
  return uses;
}

function least(cap: number | undefined, learned: number | undefined): number | undefined {
  if (cap === undefined) return learned;
  return learned === undefined ? cap : Math.min(cap, learned);
}
