/**
 * Gives each send its account and writes down the intent, in one transaction.
 *
 * The intent is the reservation. An account's row is locked, it is asked whether its caps, its rest and its trial let one
 * more send through, the send is counted, and the intent is written: all or nothing. So no number of nodes sends more than
 * a cap allows, a crash before the commit has taken nothing, and a crash after it leaves a send that may have left and is
 * counted. What is counted and never left is not given back: a cap may be missed by that, and is never exceeded.
 */
import type { Tx } from "@belfry/store";
import { freshState, type AccountState } from "../pool/account-state.ts";
import type { CapWindow } from "../pool/cap-use.ts";
import { pickAccount, verdictsOf, type AccountVerdict } from "../pool/pick-account.ts";
import { sayObstacle } from "../pool/say-obstacle.ts";
import { takeSend, type Obstacle } from "../pool/take-send.ts";
import { beginAttempts, type Intent } from "../sql/begin-attempts.ts";
import { loadBegunAttempts } from "../sql/load-begun-attempts.ts";
import { readClock } from "../sql/read-clock.ts";
import { updateAccountStates } from "../sql/update-account-states.ts";
import { lockStates } from "./lock-states.ts";
import type { Candidate, Placement, SendRequest } from "./send-request.ts";

const PERIOD_MS = { second: 1_000, minute: 60_000, day: 86_400_000, month: 30 * 86_400_000 } as const satisfies Record<
  CapWindow,
  number
>;
/** Behind an account that rests and has no cap in a minute, messages come back in such steps. */
const AFTER_REST = { atOnce: 50, periodMs: 1_000 };

/** Places sends. Returns the places of those whose deliveries another node holds now. */
export async function placeSends(tx: Tx, requests: readonly SendRequest[]): Promise<Set<number>> {
  const states = await lockStates(
    tx,
    requests.flatMap(({ channel, candidates }) => candidates.map(({ name }) => ({ channel, account: name }))),
  );
  const now = await readClock(tx);
  // The same requests come again when nobody knows whether their commit came through.
  const begun = requests.some(({ placement }) => placement !== undefined)
    ? await loadBegunAttempts(tx, requests)
    : new Set<string>();
  const changed = new Map<string, AccountState>();
  const stateOf = (channel: string, account: string): AccountState => {
    const key = `${channel}/${account}`;
    return changed.get(key) ?? states.get(key) ?? freshState(channel, account);
  };
  const intents: (Intent & { readonly place: number })[] = [];
  for (const [place, request] of requests.entries()) {
    const { channel, node, deliveries, placement: before } = request;
    const isBegun = deliveries.every(({ id, attempt }) => begun.has(`${id}/${attempt}`));
    if (before?.kind === "placed" && isBegun) continue;
    const verdicts = verdictsOf(request.candidates, (name) => stateOf(channel, name), now);
    const pick = pickAccount(verdicts, request.preferred);
    request.placement = pick === undefined ? nobody(verdicts) : placedBy(pick.verdict, now);
    if (pick === undefined) continue;
    const { account, state } = pick.verdict;
    const { sends, daySends } = account;
    changed.set(`${channel}/${account.name}`, takeSend(state, account, { now, sends, daySends, pass: pick.pass }));
    intents.push({ node, account: account.name, deliveries, place, at: now });
  }
  const refused = intents.length === 0 ? new Set<number>() : await beginAttempts(tx, intents);
  if (changed.size > 0) await updateAccountStates(tx, [...changed.values()]);
  return new Set(intents.filter((_, index) => refused.has(index)).map(({ place }) => place));
}

function placedBy({ account, state }: AccountVerdict<Candidate>, at: Date): Placement {
  return { kind: "placed", account, at, rests: state.rests, isTrial: state.faults > 0 };
}

type Waiting = Exclude<Obstacle, { kind: "never" }>;

function nobody(verdicts: readonly AccountVerdict<Candidate>[]): Placement {
  const reason = verdicts
    .flatMap(({ account, obstacle }) => (obstacle === undefined ? [] : [sayObstacle(account.name, obstacle)]))
    .join(" ");
  const waiting = verdicts.flatMap(({ account, obstacle }) =>
    obstacle === undefined || obstacle.kind === "never" ? [] : [{ account, obstacle }],
  );
  const [first] = waiting.toSorted((a, b) => a.obstacle.freeAt.getTime() - b.obstacle.freeAt.getTime());
  if (first === undefined) return { kind: "never", reason };
  const step = stepOf(first.obstacle);
  const peers = waiting.filter(({ obstacle }) => stepOf(obstacle).periodMs === step.periodMs);
  const atOnce = peers.reduce((sum, { obstacle }) => sum + stepOf(obstacle).atOnce, 0);
  const { obstacle } = first;
  const restCode = obstacle.kind === "cap" ? null : obstacle.code;
  return {
    kind: "waits",
    until: obstacle.freeAt,
    reason,
    isRest: obstacle.kind !== "cap",
    restCode,
    atOnce,
    periodMs: step.periodMs,
  };
}

function stepOf(obstacle: Waiting): { readonly atOnce: number; readonly periodMs: number } {
  if (obstacle.kind !== "cap") return AFTER_REST;
  return { atOnce: obstacle.cap.limit, periodMs: PERIOD_MS[obstacle.cap.window] };
}
