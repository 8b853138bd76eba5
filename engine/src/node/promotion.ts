import type { Queryable } from "@belfry/store";
import { promoteExecutions } from "../sql/executions/promote-executions.ts";

/** Gives a turn to executions whose time has come: to try again, or woken by a signal. */
export interface Promotion {
  /**
   * Returns whether there is anything new to claim. Looked at too soon after the last time it does nothing, and calls
   * `again` when it is time.
   */
  look(): Promise<boolean>;
  /** Whether it is time to look although there is still enough to claim. */
  readonly isLate: boolean;
  stop(): void;
}

/** How many are given a turn at once. A storm of retries must not hold up the claims. */
const AT_ONCE = 1_000;
/** A stream of starts, which have their turn already, must not pay for a look at each of them. */
const PAUSE_MS = 20;
const LATE_MS = 100;

/** @param again asks for another look */
export function createPromotion(store: Queryable, again: () => void): Promotion {
  let lookedAt = Number.NEGATIVE_INFINITY;
  let timer: NodeJS.Timeout | undefined;
  return {
    async look() {
      const wait = lookedAt + PAUSE_MS - performance.now();
      if (wait > 0) {
        timer ??= setTimeout(() => {
          timer = undefined;
          again();
        }, wait);
        return false;
      }
      lookedAt = performance.now();
      const promoted = await promoteExecutions(store, AT_ONCE);
      if (promoted === AT_ONCE) lookedAt = Number.NEGATIVE_INFINITY;
      return promoted > 0;
    },
    get isLate() {
      return performance.now() - lookedAt > LATE_MS;
    },
    stop() {
      clearTimeout(timer);
    },
  };
}
