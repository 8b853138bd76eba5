import { tellOfFailing } from "../accounts/failing-account.ts";
import type { NotifyDeps } from "../notify-context.ts";
import { noteAnswer, type AccountAnswer } from "../pool/note-answer.ts";
import type { AccountState } from "../pool/account-state.ts";
import { countFromAnswer } from "../pool/count-from-answer.ts";
import { updateAccountStates } from "../sql/update-account-states.ts";
import { readClock } from "../sql/read-clock.ts";
import { lockStates } from "./lock-states.ts";
import type { Placed } from "./send-request.ts";

/** What changed for an account. */
export type AccountChange = "none" | "rests" | "works-again";

/**
 * Notes what a send says about its account, before its outcome is written: a node that died between the two would have
 * forgotten that the provider wants to be left alone. That it works is only written down of an account that was on trial,
 * and when it was answered only of a send that took so long that it may have arrived in another minute.
 */
export async function noteAccount(
  deps: Pick<NotifyDeps, "store" | "onAccountFailing" | "onAccountBack">,
  account: { readonly channel: string; readonly account: string },
  answer: AccountAnswer,
  { account: { sends }, at: begun, rests, isTrial, isSlow }: Placed & { readonly isSlow: boolean },
): Promise<AccountChange> {
  if (answer.kind !== "fault" && !isTrial && !isSlow) return "none";
  return deps.store.transaction(async (tx) => {
    const states = await lockStates(tx, [account]);
    const before = states.get(`${account.channel}/${account.account}`);
    if (before === undefined) return "none";
    const now = await readClock(tx);
    const counted = isSlow ? countFromAnswer(before, { begun, answered: now, sends }) : before;
    const after = noteAnswer(counted, answer, { now, rests });
    if (after === before) return "none";
    await updateAccountStates(tx, [after]);
    await tellOfFailing(deps, tx, { before, after });
    return changeOf(before, after);
  });
}

function changeOf(before: AccountState, after: AccountState): AccountChange {
  if (after.faults === 0 && before.faults > 0) return "works-again";
  return after.rests > before.rests ? "rests" : "none";
}
