/**
 * Rate limits by GCRA, the generic cell rate algorithm (ITU-T Recommendation I.371, annex A; ATM Forum Traffic Management
 * 4.0, section 4.4.2): of each key one time is kept, the theoretical arrival time of the next. What comes is let through
 * when that time is not farther away than the tolerance, and moves it on by one step. So a limit is one row, exact for any
 * number of nodes, and a reservation is one statement.
 *
 * With a burst of one nothing comes sooner than a step after the one before it: within any time `per` there are at most
 * `limit`. A larger burst lets so many through at once and fills up again step by step.
 */

/** A limit, its time in milliseconds. */
export interface RateLimit {
  readonly limit: number;
  readonly perMs: number;
  readonly burst: number;
}

/** The step between two, in whole microseconds, which is what PostgreSQL keeps; rounded up, so that it is never more. */
export function stepUs({ limit, perMs }: RateLimit): number {
  return Math.max(1, Math.ceil((perMs * 1_000) / limit));
}

/**
 * The turns of a reservation of `n`. `tat` is the theoretical arrival time after it; all times are by the database's clock.
 */
export function turnsOf(rate: RateLimit, { n, tat, now }: { n: number; tat: Date; now: Date }): Date[] {
  const stepMs = stepUs(rate) / 1_000;
  return Array.from({ length: n }, (_, i) => {
    const at = tat.getTime() - (n - i) * stepMs - (rate.burst - 1) * stepMs;
    // Dates have milliseconds: rounded up, or two that are a step apart could be begun closer to each other.
    return new Date(Math.max(now.getTime(), Math.ceil(at)));
  });
}
