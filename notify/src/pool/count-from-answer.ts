import type { AccountState } from "./account-state.ts";
import { MINUTE, movedSends, SECOND } from "./send-log.ts";

/** What is allowed for between an intent and its arrival. Whatever took longer is counted from its answer on. */
export const SLOW_MS = MINUTE.marginMs;

/** The state after sends that were slow have been answered. */
export function countFromAnswer(
  state: AccountState,
  { begun, answered, sends }: { readonly begun: Date; readonly answered: Date; readonly sends: number },
): AccountState {
  const move = { from: begun.getTime(), to: answered.getTime(), sends };
  return {
    ...state,
    secondSends: state.secondSends.length === 0 ? [] : movedSends(state.secondSends, SECOND, move),
    minuteSends: movedSends(state.minuteSends, MINUTE, move),
  };
}
