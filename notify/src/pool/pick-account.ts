/**
 * Which account sends a message: of those that may, one of the lowest priority number; among these by stride scheduling
 * (C. A. Waldspurger, W. E. Weihl: "Stride Scheduling: Deterministic Proportional-Share Resource Management", MIT, 1995).
 *
 * Each account has a pass. The one with the smallest sends, and its pass grows by the sends divided by its weight. So after
 * as many sends as the weights are together each account has exactly its part, and in between any two of them are at most
 * one send apart from theirs; with any number of nodes, for the passes stand in the accounts' rows, which are locked while
 * one is picked.
 *
 * Two accounts that both could send all the time are never farther apart than the longest stride. One that was absent, by
 * a rest, a cap or because it is new, has fallen behind more than that; it is taken as if it had fallen behind by just one
 * stride, or else it would have to send alone until it had caught up.
 *
 * An account that is preferred sends before its turn and even from another tier, and what it sends counts: its turn comes later.
 */
import type { AccountState } from "./account-state.ts";
import type { Weight } from "./cap-use.ts";
import type { PoolAccount } from "./pool-account.ts";
import { obstacleOf, type Obstacle } from "./take-send.ts";

/** What an account says to a message. */
export interface AccountVerdict<Account extends PoolAccount> {
  readonly account: Account;
  readonly state: AccountState;
  /** What stands in the way; nothing: it may send. */
  readonly obstacle: Obstacle | undefined;
}

export interface PickedAccount<Account extends PoolAccount> {
  readonly verdict: AccountVerdict<Account>;
  /** From where its pass goes on. */
  readonly pass: number;
}

/** The account that sends; nothing when none may now. */
export function pickAccount<Account extends PoolAccount>(
  verdicts: readonly AccountVerdict<Account>[],
  preferred?: string,
): PickedAccount<Account> | undefined {
  const free = verdicts.filter(({ obstacle }) => obstacle === undefined);
  const first = free.find(({ account }) => account.name === preferred);
  const tier = first?.account.priority ?? Math.min(...free.map(({ account }) => account.priority));
  const peers = free.filter(({ account }) => account.priority === tier);
  const longestStride = Math.max(...peers.map(({ account }) => 1 / account.weight));
  const least = Math.max(...peers.map(({ state }) => state.pass)) - longestStride;
  const picks = peers.map((verdict): PickedAccount<Account> => ({
    verdict,
    pass: Math.max(verdict.state.pass, least),
  }));
  if (first !== undefined) return picks.find(({ verdict }) => verdict === first);
  return picks.toSorted(
    (a, b) =>
      a.pass - b.pass ||
      b.verdict.account.weight - a.verdict.account.weight ||
      (a.verdict.account.name < b.verdict.account.name ? -1 : 1),
  )[0];
}

/** What each account says at a moment, to a message that has this weight for it. */
export function verdictsOf<Account extends PoolAccount & Weight>(
  accounts: readonly Account[],
  stateOf: (name: string) => AccountState,
  now: Date,
): AccountVerdict<Account>[] {
  return accounts.map((account) => {
    const state = stateOf(account.name);
    return {
      account,
      state,
      obstacle: obstacleOf(state, account, { now, sends: account.sends, daySends: account.daySends }),
    };
  });
}
