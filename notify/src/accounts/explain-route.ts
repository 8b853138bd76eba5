import type { LocalizedText } from "@belfry/plugin-kit";
import type { ChannelLookup } from "../channel-registry.ts";
import { fitAccounts, sayUnfit } from "../dispatch/usable-accounts.ts";
import { freshState } from "../pool/account-state.ts";
import { capUse, type CapUse } from "../pool/cap-use.ts";
import { pickAccount, verdictsOf } from "../pool/pick-account.ts";
import { sayObstacle } from "../pool/say-obstacle.ts";
import { listAccounts } from "../sql/list-accounts.ts";
import { listAccountStates } from "../sql/list-account-states.ts";
import { readClock } from "../sql/read-clock.ts";
import { reasonWords } from "../why/reason-words.ts";
import type { AccountDeps } from "./account-deps.ts";

/** A message that is only thought of. */
export interface RouteQuestion {
  readonly channel: string;
  /** @default any account */
  readonly account?: string;
  /** One envelope. @default nobody in particular */
  readonly recipients?: readonly string[];
  /** With attachments. @default 0 */
  readonly bytes?: number;
  /** How many sends it takes. @default 1 */
  readonly sends?: number;
}

/**
 * What an account says to the message. `sends`: it is the one. `next`: it could, and is asked when those before it cannot.
 * `full`: a cap is used up. `resting` and `on-trial`: it had faults. `unfit`: it never sends this message.
 */
export type RouteVerdict = "sends" | "next" | "full" | "resting" | "on-trial" | "unfit";

export interface RouteStep {
  readonly account: string;
  readonly priority: number;
  readonly weight: number;
  readonly verdict: RouteVerdict;
  readonly reason: string;
  /** The reason in one language each. */
  readonly text: LocalizedText;
  /** From when on it could send; empty when it could now, or never. */
  readonly freeAt: Date | null;
  readonly use: readonly CapUse[];
}

export interface Route {
  /** The account that would send; empty when none would now. */
  readonly account: string | null;
  /** Until when the message would wait; empty when it would be sent now, or fail. */
  readonly waitsUntil: Date | null;
  /** Why, in a sentence. */
  readonly reason: string;
  /** In the order in which they would be asked. */
  readonly steps: readonly RouteStep[];
}

/** Which account would send a message now, and why: the same choice as when it is sent, and nothing is reserved. */
export async function explainRoute(
  { store, timeZone }: Pick<AccountDeps, "store" | "timeZone">,
  channelOf: ChannelLookup,
  question: RouteQuestion,
): Promise<Route> {
  const channel = channelOf(question.channel);
  const { account, recipients = [], bytes = 0, sends = 1 } = question;
  const [accounts, states, now] = await Promise.all([
    listAccounts(store, channel.id),
    listAccountStates(store, channel.id),
    readClock(store),
  ]);
  const byName = new Map(states.map((state) => [state.account, state]));
  const stateOf = (name: string) => byName.get(name) ?? freshState(channel.id, name);
  const routed = { channel, account, bytes, recipients };
  const fits = fitAccounts(accounts, routed, timeZone);
  const usable = fits.flatMap(({ usable: fitting }) => {
    if (fitting === undefined) return [];
    const people = recipients.length === 0 ? 1 : (channel.people?.(recipients, fitting.config) ?? 1);
    return [{ ...fitting, sends, daySends: sends * people }];
  });
  const verdicts = verdictsOf(usable, stateOf, now);
  // Who is asked when those before it cannot: the pick among those that are left.
  const order: string[] = [];
  for (let left = verdicts; ;) {
    const pick = pickAccount(left);
    if (pick === undefined) break;
    order.push(pick.verdict.account.name);
    left = left.filter((verdict) => verdict !== pick.verdict);
  }
  const steps = fits.map(({ account: { name, priority, weight }, reason }): RouteStep => {
    const about = { account: name, priority, weight };
    const verdict = verdicts.find((one) => one.account.name === name);
    if (verdict === undefined) return { ...about, verdict: "unfit", ...said(reason ?? ""), freeAt: null, use: [] };
    const use = capUse(verdict.state, verdict.account, now, verdict.account);
    const { obstacle } = verdict;
    if (obstacle === undefined) {
      const place = order.indexOf(name);
      const why = sayPlace(name, place, order.slice(0, place));
      return { ...about, verdict: place === 0 ? "sends" : "next", ...said(why), freeAt: null, use };
    }
    const why = said(sayObstacle(name, obstacle));
    if (obstacle.kind === "never") return { ...about, verdict: "unfit", ...why, freeAt: null, use };
    const kind = obstacle.kind === "cap" ? "full" : obstacle.kind;
    return { ...about, verdict: kind, ...why, freeAt: obstacle.freeAt, use };
  });
  const placeOf = ({ account: name, verdict }: RouteStep) =>
    verdict === "unfit" ? order.length + 2 : order.includes(name) ? order.indexOf(name) : order.length + 1;
  const sorted = steps.toSorted((a, b) => placeOf(a) - placeOf(b));
  const [chosen = null] = order;
  const waiting = steps.flatMap(({ freeAt }) => freeAt ?? []).toSorted((a, b) => a.getTime() - b.getTime());
  const waitsUntil = chosen === null ? (waiting[0] ?? null) : null;
  return { account: chosen, waitsUntil, reason: sayRoute(chosen, waitsUntil, sayUnfit(fits, routed)), steps: sorted };
}

function said(reason: string): Pick<RouteStep, "reason" | "text"> {
  return { reason, text: reasonWords(reason) };
}

function sayPlace(name: string, place: number, before: readonly string[]): string {
  if (place === 0) return `The account "${name}" may send and is the next of its priority by weight.`;
  return `The account "${name}" may send, and is asked when ${before.map((one) => `"${one}"`).join(" and ")} cannot.`;
}

function sayRoute(chosen: string | null, waitsUntil: Date | null, unfit: string): string {
  if (chosen !== null) return `The account "${chosen}" would send it.`;
  if (waitsUntil !== null) return `No account may send now: the message would wait until ${waitsUntil.toISOString()}.`;
  return `No account can send it: the message would fail. ${unfit}`.trimEnd();
}
