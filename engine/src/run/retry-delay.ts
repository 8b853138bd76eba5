import { parseDuration, type RetryConfig, type RetryPolicy } from "@belfry/model";

/** What a rule gets that says nothing: no retry. */
const defaults = {
  attempts: 1,
  delay: "5s",
  backoff: "exponential",
  maxDelay: "5m",
  jitter: 0.2,
} as const satisfies Required<RetryConfig>;

/** The policy of an action: its own fields, then those of its rule, then the defaults. */
export function retryPolicy(rule: RetryConfig = {}, action: RetryConfig = {}): RetryPolicy {
  return {
    attempts: action.attempts ?? rule.attempts ?? defaults.attempts,
    delayMs: parseDuration(action.delay ?? rule.delay ?? defaults.delay),
    backoff: action.backoff ?? rule.backoff ?? defaults.backoff,
    maxDelayMs: parseDuration(action.maxDelay ?? rule.maxDelay ?? defaults.maxDelay),
    jitter: action.jitter ?? rule.jitter ?? defaults.jitter,
  };
}

/**
 * The wait after the `attempt`-th try, in milliseconds. `random` is from 0 to 1; the random part only shortens the wait, so
 * that `maxDelay` holds. What the other side asked for (`retryAfterMs`) is the least.
 */
export function retryDelayMs(policy: RetryPolicy, attempt: number, random: number, retryAfterMs = 0): number {
  const factor = policy.backoff === "exponential" ? 2 ** Math.min(attempt - 1, 30) : 1;
  const full = Math.min(policy.delayMs * factor, policy.maxDelayMs);
  return Math.max(retryAfterMs, Math.round(full * (1 - policy.jitter * random)));
}
