import type { Tx } from "@belfry/store";
import { lockStates } from "../dispatch/lock-states.ts";
import type { NotifyDeps } from "../notify-context.ts";
import { updateAccountStates } from "../sql/update-account-states.ts";
import { tellOfFailing } from "./failing-account.ts";

/** What an account had been resting for. */
export interface EndedRest {
  readonly restsUntil: string | null;
  readonly reason: string | null;
}

/**
 * Ends the rest of an account, and forgets its faults and what it has learned; what it has sent still counts. Returns what
 * it rested for; nothing if it did not.
 */
export async function endRest(
  deps: Pick<NotifyDeps, "onAccountFailing" | "onAccountBack">,
  tx: Tx,
  { channel, name }: { readonly channel: string; readonly name: string },
): Promise<EndedRest | undefined> {
  const state = (await lockStates(tx, [{ channel, account: name }])).get(`${channel}/${name}`);
  if (state === undefined || (state.faults === 0 && state.learned === null)) return undefined;
  const well = { faults: 0, restsUntil: null, probeUntil: null, reason: null, code: null };
  const unlearned = { tooFast: 0, tooFastAt: null, learned: null };
  const after = { ...state, ...well, ...unlearned, rests: state.rests + 1 };
  await updateAccountStates(tx, [after]);
  await tellOfFailing(deps, tx, { before: state, after });
  return { restsUntil: state.restsUntil?.toISOString() ?? null, reason: state.reason };
}
