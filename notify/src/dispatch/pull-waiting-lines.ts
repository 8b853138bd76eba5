import type { Account } from "../accounts/account.ts";
import { freshState } from "../pool/account-state.ts";
import { capUse } from "../pool/cap-use.ts";
import { verdictsOf } from "../pool/pick-account.ts";
import { listAccountStates } from "../sql/list-account-states.ts";
import { listWaitingLines } from "../sql/list-waiting-lines.ts";
import { pullWaiting } from "../sql/pull-waiting.ts";
import type { DispatchDeps } from "./dispatch-deps.ts";
import { fitAccounts } from "./usable-accounts.ts";
import { readLine } from "./waiting-line.ts";

/** So many are made due at once where no cap says less; the next look makes more of them due. */
const MOST_AT_ONCE = 200;

/**
 * Makes those due who wait for an account that could send now: it was changed or works again, or somebody before them did
 * not come. Returns how many lines there are, and how many deliveries are due now.
 */
export async function pullWaitingLines(
  { store, channelOf, settings }: Pick<DispatchDeps, "store" | "channelOf" | "settings">,
  accounts: readonly Account[],
): Promise<{ readonly lines: number; readonly pulled: number }> {
  const lines = await listWaitingLines(store);
  if (lines.length === 0) return { lines: 0, pulled: 0 };
  const states = new Map((await listAccountStates(store)).map((state) => [`${state.channel}/${state.account}`, state]));
  let pulled = 0;
  for (const { line, now } of lines) {
    const { channel: id, account, recipients, accounts: senders } = readLine(line);
    const channel = channelOf(id);
    const fits = fitAccounts(accounts, { channel, account, bytes: 0, recipients }, settings.timeZone);
    const usable = fits
      .flatMap((fit) => (fit.usable === undefined ? [] : [{ ...fit.usable, sends: 1 }]))
      .filter(({ name }) => senders === undefined || senders.includes(name));
    const verdicts = verdictsOf(usable, (name) => states.get(`${id}/${name}`) ?? freshState(id, name), now);
    // Without an account that may ever send, it fails when it is its turn, and says why.
    const room = verdicts
      .filter(({ obstacle }) => obstacle === undefined)
      .reduce((sum, verdict) => sum + roomOf(verdict, now), usable.length === 0 ? 1 : 0);
    if (room === 0) continue;
    const whole = channel.envelope === "message";
    pulled += await pullWaiting(store, { line, room: Math.min(room, MOST_AT_ONCE), whole });
  }
  return { lines: lines.length, pulled };
}

function roomOf({ account, state }: ReturnType<typeof verdictsOf>[number], now: Date): number {
  // One message tries an account that had to rest.
  if (state.faults > 0) return 1;
  return Math.min(MOST_AT_ONCE, ...capUse(state, account, now).map(({ left }) => left));
}
