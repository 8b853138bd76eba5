/**
 * What grows with every run is kept for a time and then goes: executions with their action runs, logs and artifacts,
 * events and dead letters, and, sooner, the datasets that only actions of one execution read. What an execution that has not ended may still need
 * stays, however old. Of slots the sums stay for ever: what was due equals what became of it, also years later.
 */
import type { Store } from "@belfry/store";
import type { FileStore } from "../files/file-store.ts";
import { deleteExpiredAlerts } from "../sql/alerts/delete-expired-alerts.ts";
import { deleteExpiredBreakers } from "../sql/breakers/delete-expired-breakers.ts";
import { deleteExpiredDeadLetters } from "../sql/retention/delete-expired-dead-letters.ts";
import { deleteExpiredExecutions } from "../sql/retention/delete-expired-executions.ts";
import { deleteExpiredBackfills } from "../sql/grid/backfill/delete-expired-backfills.ts";
import { deleteExpiredFreshness } from "../sql/grid/freshness/delete-expired-freshness.ts";
import { deleteExpiredGenerations } from "../sql/grid/delete-expired-generations.ts";
import { dropGridMonth } from "../sql/grid/drop-grid-month.ts";
import { dropDailyPartition } from "../sql/retention/drop-daily-partition.ts";
import { selectRetentionLimits } from "../sql/retention/select-retention-limits.ts";
import { sumUpSlotFates } from "../sql/retention/sum-up-slot-fates.ts";

export interface Retention {
  /** How long executions are kept, with their runs, logs and artifacts. @default 180 */
  readonly executionDays: number;
  /** How long datasets are kept: rows that actions hand to each other. @default 7 */
  readonly datasetDays: number;
}

export const defaultRetention: Retention = { executionDays: 180, datasetDays: 7 };

interface ExpireDeps {
  readonly store: Pick<Store, "query">;
  readonly files: Pick<FileStore, "removeOlderThan">;
  readonly retention: Retention;
  /** Asked between steps; true ends the work early, the rest is done the next time. */
  readonly isStopped: () => boolean;
}

/** Cells are looked at from year to year: whole months go after three years. */
const GRID_DAYS = 1_100;
/** Few enough that their locks are held for a moment only. */
const AT_ONCE = 1_000;

/** Removes what has been kept long enough. Returns the moment before which executions went. */
export async function expire({ store, files, retention, isStopped }: ExpireDeps): Promise<Date> {
  const limits = await selectRetentionLimits(store, retention);
  let after = 0;
  while (!isStopped()) {
    const seen = await deleteExpiredExecutions(store, { before: limits.executions, after, limit: AT_ONCE });
    if (seen === undefined || seen.gone === 0) break;
    after = seen.last;
  }
  // After the executions, so that none is shown without its runs.
  for (const table of ["action_runs", "execution_logs", "event_decisions", "events"] as const) {
    while (!isStopped() && (await dropDailyPartition(store, { table, before: limits.executions })));
  }
  while (!isStopped() && (await deleteExpiredDeadLetters(store, { before: limits.executions, limit: AT_ONCE })) > 0);
  while (!isStopped() && (await deleteExpiredAlerts(store, limits.executions)) > 0);
  while (!isStopped() && (await deleteExpiredBackfills(store, { before: limits.executions, limit: 100 })) > 0);
  while (!isStopped() && (await deleteExpiredFreshness(store, { before: limits.executions, limit: AT_ONCE })) > 0);
  while (!isStopped() && (await deleteExpiredGenerations(store, { before: limits.executions, limit: AT_ONCE })) > 0);
  while (!isStopped() && (await dropGridMonth(store, GRID_DAYS)));
  await deleteExpiredBreakers(store, limits.executions);
  while (!isStopped() && (await sumUpSlotFates(store, limits.executions)));
  await files.removeOlderThan(limits.executions, "artifact");
  await files.removeOlderThan(limits.datasets, "dataset");
  return limits.executions;
}
