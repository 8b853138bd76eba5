import {
  parseDuration,
  type Failure,
  type KnownRetryTimes,
  type RetriedClass,
  type RetryConfig,
  type RetryPolicy,
  type RetryTimes,
} from "@belfry/model";

/** What a rule gets that says nothing: no retry. */
const defaults = {
  attempts: 1,
  delay: "5s",
  backoff: "exponential",
  maxDelay: "5m",
  jitter: 0.2,
} as const satisfies Required<RetryTimes>;

/**
 * The policy of an action. For each class and field: what the action says of the class, what it says of all, the same of
 * its rule, and then the defaults.
 */
export function retryPolicy(rule: RetryConfig = {}, action: RetryConfig = {}): RetryPolicy {
  const timesOf = (name: RetriedClass): KnownRetryTimes => {
    const layers: readonly RetryTimes[] = [action.byClass?.[name] ?? {}, action, rule.byClass?.[name] ?? {}, rule];
    const first = <Field extends keyof RetryTimes>(field: Field): NonNullable<RetryTimes[Field]> =>
      layers.find((layer) => layer[field] !== undefined)?.[field] ?? defaults[field];
    return {
      attempts: first("attempts"),
      delayMs: parseDuration(first("delay")),
      backoff: first("backoff"),
      maxDelayMs: parseDuration(first("maxDelay")),
      jitter: first("jitter"),
    };
  };
  return {
    external: timesOf("external"),
    timeout: timesOf("timeout"),
    runtime: timesOf("runtime"),
    retriesRuntime: (action.byClass?.runtime ?? rule.byClass?.runtime) !== undefined,
  };
}

/** What a failed attempt is known by. */
export interface FailedAttempt {
  readonly failure: Failure;
  /** Whether the action said itself whether another try may help. */
  readonly isDecided: boolean;
}

/** Whether another try may help, as it is kept with the failure: what the action said, then the class and the policy. */
export function isRetryable(policy: RetryPolicy, { failure, isDecided }: FailedAttempt): boolean {
  switch (failure.class) {
    case "config":
    case "cancelled":
      return false;
    case "runtime":
      return isDecided ? failure.retryable === true : policy.retriesRuntime;
    case "external":
    case "timeout":
      return failure.retryable === true;
  }
}

/** How often and when a failure is tried again after so many attempts; nothing when it is final. */
export function nextTry(policy: RetryPolicy, failure: Failure, attempts: number): KnownRetryTimes | undefined {
  if (failure.retryable !== true || failure.class === "config" || failure.class === "cancelled") return undefined;
  const times = policy[failure.class];
  return attempts < times.attempts ? times : undefined;
}

/**
 * The wait after the `attempt`-th try, in milliseconds. `random` is from 0 to 1; the random part only shortens the wait, so
 * that `maxDelay` holds. What the other side asked for (`retryAfterMs`) is the least.
 */
export function retryDelayMs(policy: KnownRetryTimes, attempt: number, random: number, retryAfterMs = 0): number {
  const factor = policy.backoff === "exponential" ? 2 ** Math.min(attempt - 1, 30) : 1;
  const full = Math.min(policy.delayMs * factor, policy.maxDelayMs);
  return Math.max(retryAfterMs, Math.round(full * (1 - policy.jitter * random)));
}
