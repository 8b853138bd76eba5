/** How many executions were claimed in the last minute, by the monotonic clock of this process. */
export interface ClaimRate {
  note(claimed: number): void;
  perMinute(): number;
}

const BUCKETS = 60;
const BUCKET_MS = 1_000;

/** @param monotonicMs never goes back */
export function createClaimRate(monotonicMs: () => number): ClaimRate {
  const counts = Array.from({ length: BUCKETS }, () => 0);
  let last = Math.floor(monotonicMs() / BUCKET_MS);
  let sum = 0;
  /** Empties what lies more than a minute back. */
  const move = (): number => {
    const now = Math.floor(monotonicMs() / BUCKET_MS);
    for (let at = Math.max(last + 1, now - BUCKETS + 1); at <= now; at += 1) {
      sum -= counts[at % BUCKETS] ?? 0;
      counts[at % BUCKETS] = 0;
    }
    last = now;
    return now % BUCKETS;
  };
  return {
    note(claimed) {
      const bucket = move();
      counts[bucket] = (counts[bucket] ?? 0) + claimed;
      sum += claimed;
    },
    perMinute() {
      move();
      return sum;
    },
  };
}
