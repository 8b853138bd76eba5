/**
 * What every run leaves behind goes after its time: runs that booked nothing, the texts of what was said, rows that were put aside
 * and came in order, proposals that nobody asks about any more. Contracts, entries, awards, corrections that were booked and
 * settlements are books, and stay for ever, and so does that somebody was told; so does what still waits for somebody, however old.
 */
import type { Queryable } from "@belfry/store";
import { deleteExpiredCorrections } from "../sql/delete-expired-corrections.ts";
import { deleteExpiredQuarantine } from "../sql/delete-expired-quarantine.ts";
import { deleteExpiredRuns } from "../sql/delete-expired-runs.ts";
import { forgetToldTexts } from "../sql/forget-told-texts.ts";

/** Few enough that their locks are held for a moment only. */
const AT_ONCE = 1_000;

export async function expireIncentives(db: Queryable, before: Date): Promise<void> {
  const limits = { before, limit: AT_ONCE };
  for (const expireSome of [forgetToldTexts, deleteExpiredQuarantine, deleteExpiredCorrections, deleteExpiredRuns])
    while ((await expireSome(db, limits)) > 0);
}
