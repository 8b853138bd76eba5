import { z } from "zod";

export const OutboxCursor = z.object({
  /** Accepted rows that are to be deleted or marked. */
  accepted: z.array(z.string()).optional(),
  /** Of rows that stay: the id up to which nothing new is expected. */
  passed: z.string().optional(),
  /** Rows beyond it that were accepted, with when they were first seen, in milliseconds. */
  recent: z.array(z.tuple([z.string(), z.number()])).optional(),
});
export type OutboxCursor = z.infer<typeof OutboxCursor>;

/**
 * A transaction takes its ids when it writes and shows them when it commits: one that took longer comes with ids below
 * those that were seen. For so long such ids are still looked for.
 */
const SETTLE_MS = 300_000;
/** No more are remembered; where more come in five minutes, the time is shorter. */
export const MOST_RECENT = 5_000;

/**
 * Which ids of a table whose rows stay are new. Pure.
 * @param ids those beyond `before.passed`, in their order
 */
export function newIds(
  ids: readonly string[],
  before: OutboxCursor | undefined,
  { now, limit }: { readonly now: number; readonly limit: number },
): { readonly fresh: readonly string[]; readonly cursor: OutboxCursor; readonly more: boolean } {
  const seen = new Map(before?.recent);
  const unseen = ids.filter((id) => !seen.has(id));
  const fresh = unseen.slice(0, limit);
  const accepted = new Set(fresh);
  const recent = ids.flatMap((id): [string, number][] =>
    seen.has(id) || accepted.has(id) ? [[id, seen.get(id) ?? now]] : [],
  );
  // In the order of the ids: those in front that were seen long ago are passed for good.
  const unsettled = recent.findIndex(([, at]) => now - at < SETTLE_MS);
  const settled = unsettled === -1 ? recent.length : unsettled;
  const passed = Math.max(settled, recent.length - MOST_RECENT);
  const last = recent[passed - 1]?.[0] ?? before?.passed;
  return {
    fresh,
    cursor: { recent: recent.slice(passed), ...(last !== undefined && { passed: last }) },
    more: unseen.length > fresh.length,
  };
}
