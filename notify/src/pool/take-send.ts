import type { AccountState } from "./account-state.ts";
import { capUse, weightIn, type CapUse, type Weight } from "./cap-use.ts";
import type { PoolAccount } from "./pool-account.ts";
import { MINUTE, SECOND, withSends } from "./send-log.ts";
import { dayAndMonth } from "./zone-days.ts";

/** How long a trial has before another message may be one: longer than any send takes. */
const PROBE_MS = 180_000;

/** Why an account does not send now. */
export type Obstacle =
  | { readonly kind: "resting"; readonly freeAt: Date; readonly reason: string; readonly code: string | null }
  /** Somebody else tries whether it works again. */
  | { readonly kind: "on-trial"; readonly freeAt: Date; readonly reason: string; readonly code: string | null }
  | { readonly kind: "cap"; readonly freeAt: Date; readonly cap: CapUse }
  /** The message takes more sends than a cap ever lets through at once. */
  | { readonly kind: "never"; readonly cap: CapUse };

/** What stands in the way of sending now; nothing: it may. */
export function obstacleOf(
  state: AccountState,
  account: PoolAccount,
  { now, ...weight }: Weight & { readonly now: Date },
): Obstacle | undefined {
  const uses = capUse(state, account, now, weight);
  const never = uses.find(({ window, limit }) => limit < weightIn(window, weight));
  if (never !== undefined) return { kind: "never", cap: never };
  if (state.restsUntil !== null && state.restsUntil > now)
    return { kind: "resting", freeAt: state.restsUntil, reason: state.reason ?? "", code: state.code };
  if (state.faults > 0 && state.probeUntil !== null && state.probeUntil > now)
    return { kind: "on-trial", freeAt: state.probeUntil, reason: state.reason ?? "", code: state.code };
  const [full] = uses
    .filter(({ window, left }) => left < weightIn(window, weight))
    .toSorted((a, b) => b.freeAt.getTime() - a.freeAt.getTime());
  return full === undefined ? undefined : { kind: "cap", freeAt: full.freeAt, cap: full };
}

/** The state after an account has taken a send upon itself. Nothing may stand in the way of it. */
export function takeSend(
  state: AccountState,
  account: PoolAccount,
  { now, pass, ...weight }: Weight & { readonly now: Date; readonly pass: number },
): AccountState {
  const { sends } = weight;
  const [ofDay, ofMonth] = [weightIn("day", weight), weightIn("month", weight)];
  const { day, month } = dayAndMonth(now, account.zone);
  const at = now.getTime();
  return {
    ...state,
    secondSends: account.caps.perSecond === undefined ? [] : withSends(state.secondSends, SECOND, at, sends),
    minuteSends: withSends(state.minuteSends, MINUTE, at, sends),
    ...(day > state.day ? { day, daySends: ofDay } : { daySends: state.daySends + ofDay }),
    ...(month > state.month ? { month, monthSends: ofMonth } : { monthSends: state.monthSends + ofMonth }),
    pass: pass + sends / account.weight,
    probeUntil: state.faults > 0 ? new Date(at + PROBE_MS) : null,
  };
}
