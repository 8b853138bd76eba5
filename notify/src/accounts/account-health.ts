import type { LocalizedText } from "@belfry/plugin-kit";
import type { ChannelLookup } from "../channel-registry.ts";
import { fitAccounts } from "../dispatch/usable-accounts.ts";
import { freshState, type AccountState } from "../pool/account-state.ts";
import { capUse, type CapUse } from "../pool/cap-use.ts";
import { listAccounts } from "../sql/list-accounts.ts";
import { listAccountStates } from "../sql/list-account-states.ts";
import { readClock } from "../sql/read-clock.ts";
import { reasonWords } from "../why/reason-words.ts";
import type { Account } from "./account.ts";
import type { AccountDeps } from "./account-deps.ts";

/**
 * `works`: it may send. `full`: a cap is used up. `resting`: its provider or its faults want it to. `on-trial`: the next
 * message, or the one under way, shows whether it works again. `disabled`: by a person. `broken`: its configuration is not
 * valid any more.
 */
export type Health = "works" | "full" | "resting" | "on-trial" | "disabled" | "broken";

export interface AccountHealth extends Account {
  readonly health: Health;
  /** From when on it may send again; empty when it may, or when nobody knows. */
  readonly freeAt: Date | null;
  /** What it rests for, or what is wrong with it. */
  readonly reason: string | null;
  /** The reason in one language each. */
  readonly text: LocalizedText | null;
  /** The provider's code for that. */
  readonly code: string | null;
  /** Faults in a row. */
  readonly faults: number;
  /** Its caps, and what is left of each. */
  readonly use: readonly CapUse[];
}

/** How accounts are, in the order in which they are asked. */
export async function accountHealth(
  { store, timeZone }: Pick<AccountDeps, "store" | "timeZone">,
  channelOf: ChannelLookup,
  channel: string | undefined,
): Promise<AccountHealth[]> {
  const [accounts, states, now] = await Promise.all([
    listAccounts(store, channel),
    listAccountStates(store, channel),
    readClock(store),
  ]);
  const byName = new Map(states.map((state) => [`${state.channel}/${state.account}`, state]));
  return accounts.map((account) => {
    const state = byName.get(`${account.channel}/${account.name}`) ?? freshState(account.channel, account.name);
    const health = healthOf(account, state, { channelOf, timeZone, now });
    return { ...health, text: health.reason === null ? null : reasonWords(health.reason) };
  });
}

function healthOf(
  account: Account,
  state: AccountState,
  { channelOf, timeZone, now }: { channelOf: ChannelLookup; timeZone: string; now: Date },
): Omit<AccountHealth, "text"> {
  const routed = { channel: channelOf(account.channel), account: account.name, bytes: 0 };
  const [fit] = fitAccounts([account], routed, timeZone);
  const use = fit?.usable === undefined ? [] : capUse(state, fit.usable, now);
  const about = { ...account, use, code: state.code, faults: state.faults };
  if (!account.enabled) return { ...about, health: "disabled", freeAt: null, reason: null };
  if (fit?.usable === undefined) return { ...about, health: "broken", freeAt: null, reason: fit?.reason ?? null };
  const { restsUntil, reason } = state;
  if (restsUntil !== null && restsUntil > now) return { ...about, health: "resting", freeAt: restsUntil, reason };
  if (state.faults > 0) return { ...about, health: "on-trial", freeAt: null, reason };
  const full = use.filter(({ left }) => left === 0).toSorted((a, b) => b.freeAt.getTime() - a.freeAt.getTime())[0];
  if (full !== undefined) return { ...about, health: "full", freeAt: full.freeAt, reason: null };
  return { ...about, health: "works", freeAt: null, reason: null };
}
