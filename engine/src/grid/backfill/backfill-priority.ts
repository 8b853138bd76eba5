/** Beyond the highest number that a task type can have: whatever belongs to the daily run is handed out before. */
const AFTER_THE_DAILY_RUN = 10_000;

/** The priority of a cell that a backfill makes. */
export function backfillPriority(ofTask: number): number {
  return AFTER_THE_DAILY_RUN + ofTask;
}

/** Executions of its cells are patient work: they take no place of what is normal or urgent. */
export const BACKFILL_EXECUTION_PRIORITY = 900;
