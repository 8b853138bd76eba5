/**
 * For how long an account rests, and what it learns.
 *
 * Each rest is at least as long as its provider asked for. Rests in a row are twice as long each time, up to an hour, or six
 * hours for an account that sends too fast; a provider that asks for more than that is taken at its word. Afterwards one
 * message tries the account: a provider that locks accounts for failed logins sees one login for each rest.
 *
 * An account that was told that it sends too fast sends half as many in a minute as it had sent in the last one, but one
 * every ten seconds: that is slow enough, and what is still too fast then is not the pace of a minute. With every
 * six hours without another such reply it may send twice as many again, and after a day it has forgotten it.
 */
import type { AccountState } from "./account-state.ts";

/** A fault that no pause was named for: a wrong password, a blocked account. Somebody has to look at it. */
const FIRST_REST_MS = 300_000;
const SHORTEST_REST_MS = 1_000;
const LONGEST_REST_MS = 3_600_000;
const LONGEST_TOO_FAST_MS = 6 * 3_600_000;
const FORGOTTEN_MS = 86_400_000;
/** The lowest pace that is learned, in a minute. */
export const SLOWEST = 6;
const DOUBLED_MS = 6 * 3_600_000;

export function restMs(options: {
  readonly askedMs: number | undefined;
  /** Faults in a row, this one included. */
  readonly faults: number;
  /** Replies that it sends too fast, this one included; zero for any other fault. */
  readonly tooFast: number;
}): number {
  const { faults, tooFast } = options;
  // A provider may name a moment that has passed: without any rest it would be asked again at once, for ever.
  const askedMs = Math.max(SHORTEST_REST_MS, options.askedMs ?? FIRST_REST_MS);
  const longest = tooFast > 0 ? LONGEST_TOO_FAST_MS : LONGEST_REST_MS;
  const doubled = askedMs * 2 ** Math.min(20, Math.max(faults, tooFast) - 1);
  return Math.max(askedMs, Math.min(doubled, longest));
}

/** How many an account may send in a minute by what it has learned; nothing when it has learned nothing. */
export function learnedPerMinute(
  { learned, tooFastAt }: Pick<AccountState, "learned" | "tooFastAt">,
  now: Date,
): number | undefined {
  if (learned === null || tooFastAt === null) return undefined;
  const since = Math.max(0, now.getTime() - tooFastAt.getTime());
  if (since >= FORGOTTEN_MS) return undefined;
  return learned * 2 ** Math.floor(since / DOUBLED_MS);
}

/** Whether replies before this one still make its rest longer. */
export function isForgotten(tooFastAt: Date | null, now: Date): boolean {
  return tooFastAt === null || now.getTime() - tooFastAt.getTime() >= FORGOTTEN_MS;
}
