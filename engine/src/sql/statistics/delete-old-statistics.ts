import type { Queryable } from "@belfry/store";

/** Deletes the statistics of the days that lie so many days back. */
export async function deleteOldStatistics(db: Queryable, keepDays: number): Promise<void> {
  await db.query({
    name: "delete-old-statistics",
    text: `
      delete from belfry.statistics
      where kind in ('state', 'failure', 'took', 'waited') and day < (belfry.now() at time zone 'UTC')::date - $1::int`,
    values: [keepDays],
  });
}
