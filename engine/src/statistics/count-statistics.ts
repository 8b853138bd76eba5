/**
 * Executions that ended are counted by day in the background, so that nothing is counted while they end. The count moves on
 * through time: what ended before `counted_until` is in the table, the rest is added by whoever reads. Adding and moving on
 * are one transaction, and only one node at a time does it: nothing is counted twice, and what was being committed while it
 * looked is left to the next time.
 */
import { startOfDay } from "@belfry/model";
import type { Store } from "@belfry/store";
import { countEnded } from "../sql/statistics/count-ended.ts";
import { deleteOldStatistics } from "../sql/statistics/delete-old-statistics.ts";
import { forgetStatistics } from "../sql/statistics/forget-statistics.ts";
import { lockStatistics } from "../sql/statistics/lock-statistics.ts";

/** So much of the past at once: the first count of an old installation is no transaction of minutes. */
const STEP_MS = 86_400_000;
/** Three years, and the year before them for comparison. */
const KEEP_DAYS = 4 * 366;

interface CountDeps {
  readonly store: Pick<Store, "query" | "transaction">;
  /** In which the days are told apart. */
  readonly timeZone: string;
  readonly isStopped: () => boolean;
}

/** Counts what ended up to now. Resolves when there is no more, or when another node counts. */
export async function countStatistics({ store, timeZone, isStopped }: CountDeps): Promise<void> {
  for (let more = true; more && !isStopped();) {
    more = await store.transaction(async (tx) => {
      const progress = await lockStatistics(tx);
      if (progress === undefined) return false;
      const { countedUntil, settledUntil, setBackTo, begin, jumpId } = progress;
      let from = countedUntil ?? begin;
      if (from === null) return false;
      // The clock goes through a time again that is counted already: its day is counted anew.
      if (setBackTo !== null && setBackTo < from) {
        from = startOfDay(setBackTo, timeZone);
        await forgetStatistics(tx, from, timeZone);
      }
      const until = new Date(Math.min(settledUntil.getTime(), from.getTime() + STEP_MS));
      if (until <= from && setBackTo === null) return false;
      await countEnded(tx, { from, until: until > from ? until : from, timeZone, jumpId });
      return until < settledUntil;
    });
  }
  await deleteOldStatistics(store, KEEP_DAYS);
}
