/**
 * Turns of running executions. Whoever has to wait for longer than a moment lets go of its worker with a turn in its hand:
 * that is kept in the transaction that reserved it, and used when it has come. So waking, a crash while it waits, or another
 * part of the execution that comes back sooner reserve nothing twice.
 */
import { setTimeout as sleep } from "node:timers/promises";
import type { Store } from "@belfry/store";
import { insertRateTurn } from "../sql/rates/insert-rate-turn.ts";
import type { RateTurn } from "../sql/rates/rate-turn.ts";
import { reserveTurns } from "../sql/rates/reserve-turns.ts";
import { takeRateTurn } from "../sql/rates/take-rate-turn.ts";
import { stepUs, turnsOf, type RateLimit } from "./gcra.ts";

/** A wait so short costs less in place than a release and a claim. */
const MOMENT_MS = 1_000;
/** What has begun waits in place, but no worker is held for longer than this. */
const LONGEST_MS = 60_000;

export interface TurnWanted {
  readonly turn: RateTurn;
  readonly rate: RateLimit;
  /** Whether it may have let go for this turn before. */
  readonly mayHave: boolean;
  /** Whether it may let go now. */
  readonly mayLetGo: boolean;
  readonly signal: AbortSignal;
}

export type TurnTaken =
  | { readonly kind: "now" }
  /** It is to let go until then. */
  | { readonly kind: "later"; readonly at: Date }
  /** It may not let go, and would wait in place for too long: nothing was reserved. */
  | { readonly kind: "too-long"; readonly waitMs: number };

const now = { kind: "now" } as const;

/** Takes a turn, and waits in place for one that comes soon. Resolves at once when the signal is aborted. */
export async function takeTurn(
  store: Store,
  { turn, rate, mayHave, mayLetGo, signal }: TurnWanted,
): Promise<TurnTaken> {
  const own = mayHave ? await takeRateTurn(store, turn) : undefined;
  if (own !== undefined) return own.used ? now : { kind: "later", at: own.at };
  try {
    const taken = await store.transaction(async (tx) => {
      const [grant] = await reserveTurns(tx, [{ key: turn.key, n: 1, stepUs: stepUs(rate), burst: rate.burst }]);
      const [at] = grant === undefined ? [] : turnsOf(rate, { n: 1, ...grant });
      if (grant === undefined || at === undefined) throw new Error(`No turn was reserved for ${turn.key}.`);
      const waitMs = at.getTime() - grant.now.getTime();
      if (waitMs > MOMENT_MS && mayLetGo) await insertRateTurn(tx, turn, at);
      else if (waitMs > LONGEST_MS) throw new TooLong(waitMs);
      return { at, waitMs };
    });
    if (taken.waitMs > MOMENT_MS && mayLetGo) return { kind: "later", at: taken.at };
    if (taken.waitMs > 0) await sleep(taken.waitMs, undefined, { signal }).catch(() => undefined);
    return now;
  } catch (error) {
    if (error instanceof TooLong) return { kind: "too-long", waitMs: error.waitMs };
    throw error;
  }
}

/** Undoes a reservation that nobody would wait for. */
class TooLong extends Error {
  readonly waitMs: number;

  constructor(waitMs: number) {
    super("The turn comes too late.");
    this.waitMs = waitMs;
  }
}
