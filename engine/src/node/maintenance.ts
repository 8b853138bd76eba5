/**
 * What a scheduler node does once an hour by the database's clock: it makes the partitions of the coming days, forgets
 * the keys of starts that may happen again, and removes what was kept long enough. Several nodes may do it at once; what one of them left undone (the
 * database was away, a table was locked) is done an hour later, days before anybody misses it.
 */
import type { Store } from "@belfry/store";
import { deleteExpiredEventKeys } from "../sql/events/delete-expired-event-keys.ts";
import { clearRemovedGrids } from "../sql/grid/clear-removed-grids.ts";
import { mergeGridCounts } from "../sql/grid/merge-grid-counts.ts";
import { deleteStaleProgress } from "../sql/nodes/delete-stale-progress.ts";
import { ensurePartitions } from "../sql/partitions/ensure-partitions.ts";
import { deleteExpiredTriggerKeys } from "../sql/triggers/delete-expired-trigger-keys.ts";
import { createRecurring, type Recurring } from "./recurring.ts";

/** How many days have partitions, today included. A system that stands still for less misses none. */
const PARTITION_DAYS = 8;
const EVERY_MS = 3_600_000;
/** Few enough that their locks are held for a moment only. */
const KEYS_AT_ONCE = 5_000;

export interface MaintenanceDeps {
  readonly store: Pick<Store, "query">;
  /** Removes what was kept long enough, and ends early when it is told to stop. @default nothing expires */
  readonly expire?: (isStopped: () => boolean) => Promise<void>;
  readonly onError: (error: unknown) => void;
}

export function createMaintenance({ store, expire, onError }: MaintenanceDeps): Recurring {
  const work = async (isStopped: () => boolean): Promise<void> => {
    for (const table of ["slot_fates", "action_runs", "execution_logs", "events", "event_decisions"] as const)
      await ensurePartitions(store, { table, days: PARTITION_DAYS });
    while (!isStopped() && (await deleteExpiredTriggerKeys(store, { limit: KEYS_AT_ONCE })) === KEYS_AT_ONCE);
    while (!isStopped() && (await deleteExpiredEventKeys(store, { limit: KEYS_AT_ONCE })) === KEYS_AT_ONCE);
    await deleteStaleProgress(store);
    while (!isStopped() && (await mergeGridCounts(store, KEYS_AT_ONCE)) === KEYS_AT_ONCE);
    while (!isStopped() && (await clearRemovedGrids(store)));
    await expire?.(isStopped);
  };
  return createRecurring({ everyMs: EVERY_MS, work, onError });
}
