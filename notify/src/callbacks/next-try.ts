/**
 * When an event is told again that could not be told: the schedule of Standard Webhooks, over three days.
 * Source: https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md#deliverability-and-reliability
 */
const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/** The waits before the second and every further call. */
const WAITS_MS = [
  5 * SECOND,
  5 * MINUTE,
  30 * MINUTE,
  2 * HOUR,
  5 * HOUR,
  10 * HOUR,
  14 * HOUR,
  20 * HOUR,
  24 * HOUR,
] as const;

/** How many times an event is told at most. */
export const MOST_TRIES: number = WAITS_MS.length + 1;

/** A wait is up to a tenth longer: a thousand events that failed together do not come back together. */
const JITTER = 0.1;

/** A receiver that asks for more than the longest wait is asked again after that. */
const LONGEST_MS = 24 * HOUR;

/**
 * How long to wait after a failed call; nothing when it was the last.
 * @param tries calls so far, this one included
 * @param askedMs what the receiver asked for by Retry-After
 * @param random from 0 to 1
 */
export function nextTryMs(tries: number, askedMs: number | undefined, random: number): number | undefined {
  const wait = WAITS_MS[tries - 1];
  if (wait === undefined) return undefined;
  return Math.max(Math.round(wait * (1 + JITTER * random)), Math.min(askedMs ?? 0, LONGEST_MS));
}
