import type { ExecutionFrame } from "./execution-frame.ts";

/**
 * The database's time. Never before the claim: what was due then is due, and a time limit counts from then, however late the
 * last tick was.
 */
export function databaseNow({ deps, claimed }: Pick<ExecutionFrame, "deps" | "claimed">): Date {
  const now = deps.now();
  return now > claimed.claimedAt ? now : claimed.claimedAt;
}
