/** When a breaker opens, and for how long. The numbers are per node: each counts what it sees itself. */

/** So many failures one after the other open it. One or two are what a restart of the other side costs. */
export const FAILURES_IN_A_ROW = 5;
/** Failures that lie farther apart are no outage: a report that fails every night is not helped by a pause. */
export const ROW_MS = 600_000;

/** Or so large a part of the last calls within a time, when there were enough of them to speak of a part. */
export const FAILED_PART = 0.5;
export const CALLS_AT_LEAST = 10;
export const PART_MS = 30_000;

/** The first pause, and the longest; each in a row is twice as long as the one before, a fifth less at random. */
const FIRST_PAUSE_MS = 10_000;
const LONGEST_PAUSE_MS = 300_000;
const JITTER = 0.2;

/** What the other side asks for is taken at its word, up to this: a slip in its header must not stop work for a day. */
const LONGEST_ASKED_MS = 900_000;

/** A breaker that opens again so soon after it was closed goes on with the longer pauses. */
export const RELAPSE_MS = 300_000;

/** How soon a node looks again whether those who were let in have said how it went: they may have ended without a word. */
export const LOOK_MS = 5_000;

/** The pause after so many in a row. `random` is from 0 to 1. */
export function pauseMs(pauses: number, random: number, askedMs?: number): number {
  if (askedMs !== undefined) return Math.min(askedMs, LONGEST_ASKED_MS);
  const full = Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** Math.min(pauses, 20));
  return Math.round(full * (1 - JITTER * random));
}
