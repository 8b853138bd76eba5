import type { SendLog } from "./send-log.ts";

/** What an account has sent, and how it is; the same for all nodes, and changed only with its row locked. */
export interface AccountState {
  readonly channel: string;
  readonly account: string;
  readonly secondSends: SendLog;
  readonly minuteSends: SendLog;
  /** `2026-03-01`, in the account's zone; empty before the first send. */
  readonly day: string;
  readonly daySends: number;
  /** `2026-03`. */
  readonly month: string;
  readonly monthSends: number;
  /** How far it is in sharing the work with others of its priority. */
  readonly pass: number;
  /** Faults in a row; above zero its next send is a trial. */
  readonly faults: number;
  /** Grows with every rest: what was begun before a rest says nothing about the account after it. */
  readonly rests: number;
  readonly restsUntil: Date | null;
  /** While somebody tries whether it works again: when that is given up. */
  readonly probeUntil: Date | null;
  readonly reason: string | null;
  readonly code: string | null;
  /** How often its provider has said that it sends too fast, and when last. */
  readonly tooFast: number;
  readonly tooFastAt: Date | null;
  /** How many it was found to be able to send in a minute. */
  readonly learned: number | null;
}

/** An account that has never sent. */
export function freshState(channel: string, account: string): AccountState {
  return {
    channel,
    account,
    secondSends: [],
    minuteSends: [],
    day: "",
    daySends: 0,
    month: "",
    monthSends: 0,
    pass: 0,
    faults: 0,
    rests: 0,
    restsUntil: null,
    probeUntil: null,
    reason: null,
    code: null,
    tooFast: 0,
    tooFastAt: null,
    learned: null,
  };
}
