import type { Queryable } from "@belfry/store";

/** Removes alerts that were over before a moment, and jobs that had ended by then. Returns how many. */
export async function deleteExpiredAlerts(db: Queryable, before: Date): Promise<number> {
  const { count } = await db.query({
    name: "delete-expired-alerts",
    text: `
      with jobs as (delete from belfry.failure_jobs where next_at is null and created_at < $1)
      delete from belfry.alert_episodes where id in (
        select id from belfry.alert_episodes where until < $1 order by id limit 5000)`,
    values: [before],
  });
  return count;
}
