/**
 * Back-pressure: when more has piled up than the workers get done, what comes from outside is not accepted any more, and
 * whoever brings it keeps it. A slot never waits: it is decided when it is due, with whatever fate.
 *
 * There are two bounds. Beyond half of what may pile up, a rule of which that half is made gets nothing more from outside,
 * and all others go on: one storm does not close the door for everybody, and executions of the others pass it by in the
 * queue. Only when all of them together reach the whole bound, nothing is accepted for anybody. Either opens again at four
 * fifths of its bound, so that the door is not opened and shut with each execution.
 */
import { AppError } from "@belfry/model";
import type { Queryable } from "@belfry/store";
import { countBacklog } from "../sql/back-pressure/count-backlog.ts";

/** What was counted: why nothing is accepted for some rules; nothing when it is. */
export type Room = (ruleIds: readonly number[]) => string | undefined;

export interface Backlog {
  /** Counts, for somebody who learns only later, within a transaction, for which rules he asks. */
  room(): Promise<Room>;
  /** Why nothing is accepted for these rules now; nothing when it is. */
  refusal(ruleIds: readonly number[]): Promise<string | undefined>;
  /** @throws AppError BACKLOG_FULL, with `retryAfterSeconds` */
  readonly demandRoom: (ruleIds: readonly number[]) => Promise<void>;
  /** How soon it is worth to ask again, in milliseconds. */
  readonly everyMs: number;
}

/** How much of its bound is left when a door opens again. */
const OPENS_AT = 0.8;
/** The part of the bound that one rule may have. */
const SHARE_OF_ONE = 0.5;
/** What a sender is asked to wait: a node gets some hundred executions a second done. */
const RETRY_AFTER_SECONDS = 10;
/** Counting costs in proportion to the bound: a hundred thousand once a second, some hundreds each time. */
const COUNTED_PER_MS = 100;

/** @param bound how many executions may pile up */
export function createBacklog({ store, bound }: { readonly store: Queryable; readonly bound: number }): Backlog {
  const everyMs = Math.min(1_000, Math.floor(bound / COUNTED_PER_MS));
  const share = Math.max(1, bound * SHARE_OF_ONE);
  let shut = false;
  const shutRules = new Set<number>();
  let counted: { readonly at: number; readonly done: Promise<void> } | undefined;

  const count = async (): Promise<void> => {
    const backlog = await countBacklog(store, bound);
    const total = [...backlog.values()].reduce((sum, n) => sum + n, 0);
    shut = total >= (shut ? bound * OPENS_AT : bound);
    for (const rule of shutRules) if ((backlog.get(rule) ?? 0) < share * OPENS_AT) shutRules.delete(rule);
    for (const [rule, n] of backlog) if (n >= share) shutRules.add(rule);
  };
  /** Everybody who asks within the same second gets the same answer. */
  const look = async (): Promise<void> => {
    const now = performance.now();
    if (counted === undefined || now - counted.at > everyMs) {
      const at = now;
      const done = count().catch((error: unknown) => {
        counted = undefined;
        throw error;
      });
      counted = { at, done };
    }
    await counted.done;
  };

  const refusalNow: Room = (ruleIds) => {
    if (shut) return `${bound} executions wait already.`;
    if (ruleIds.some((rule) => shutRules.has(rule)))
      return `${Math.floor(share)} executions of one of the rules that this is for wait already.`;
    return undefined;
  };
  const refusal: Backlog["refusal"] = async (ruleIds) => {
    await look();
    return refusalNow(ruleIds);
  };
  return {
    everyMs,
    refusal,
    async room() {
      await look();
      return refusalNow;
    },
    async demandRoom(ruleIds) {
      const reason = await refusal(ruleIds);
      if (reason !== undefined) throw new AppError("BACKLOG_FULL", { reason, retryAfterSeconds: RETRY_AFTER_SECONDS });
    },
  };
}
