import type { AccountState } from "./account-state.ts";
import { isForgotten, learnedPerMinute, restMs, SLOWEST } from "./rest-policy.ts";
import { countSends, MINUTE } from "./send-log.ts";

/** What a send says about its account. */
export type AccountAnswer =
  | { readonly kind: "works" }
  | {
      readonly kind: "fault";
      readonly reason: string;
      readonly code: string | undefined;
      /** For how long the provider wants to be left alone. */
      readonly askedMs: number | undefined;
      /** Whether the provider says that it sends too fast. */
      readonly tooFast: boolean;
    }
  /** Nobody knows what became of it. */
  | { readonly kind: "unknown" };

/**
 * The state of an account after a send was answered; the same state when the answer says nothing new. `rests` is that of
 * the state in which the send was begun: of what was under way together, the first fault counts, and what was begun before
 * a rest does not end it.
 */
export function noteAnswer(
  state: AccountState,
  answer: AccountAnswer,
  { now, rests }: { readonly now: Date; readonly rests: number },
): AccountState {
  switch (answer.kind) {
    case "works":
      if (state.faults === 0 || rests !== state.rests) return state;
      return { ...state, faults: 0, restsUntil: null, probeUntil: null, reason: null, code: null };
    case "unknown":
      // A trial without an answer has not shown that the account works: somebody else tries it.
      return state.faults === 0 || rests !== state.rests ? state : { ...state, probeUntil: null };
    case "fault":
      return rests === state.rests ? begunToRest(state, answer, now) : restsLonger(state, answer, now);
    default:
      return answer satisfies never;
  }
}

type Fault = Extract<AccountAnswer, { kind: "fault" }>;

function begunToRest(state: AccountState, fault: Fault, now: Date): AccountState {
  const faults = state.faults + 1;
  const tooFast = fault.tooFast ? (isForgotten(state.tooFastAt, now) ? 0 : state.tooFast) + 1 : 0;
  const ms = restMs({ askedMs: fault.askedMs, faults, tooFast });
  return {
    ...state,
    faults,
    rests: state.rests + 1,
    restsUntil: new Date(now.getTime() + ms),
    probeUntil: null,
    reason: fault.reason,
    code: fault.code ?? null,
    ...(fault.tooFast && { tooFast, tooFastAt: now, learned: slower(state, now) }),
  };
}

/** Others had begun to send before it rested: the longest that it was asked for counts. */
function restsLonger(state: AccountState, { askedMs }: Fault, now: Date): AccountState {
  const until = now.getTime() + (askedMs ?? 0);
  if (state.restsUntil === null || until <= state.restsUntil.getTime()) return state;
  return { ...state, restsUntil: new Date(until) };
}

/** Half of what it has just sent, and less than it was thought to be able to send. */
function slower(state: AccountState, now: Date): number {
  const sent = countSends(state.minuteSends, MINUTE, now.getTime());
  const before = learnedPerMinute(state, now) ?? Number.POSITIVE_INFINITY;
  return Math.max(SLOWEST, Math.floor(Math.min(sent, before) / 2));
}
