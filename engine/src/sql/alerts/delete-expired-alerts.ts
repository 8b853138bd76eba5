import type { Queryable } from "@belfry/store";

/**
 * Removes alerts that were over before a moment, jobs that had ended by then, and signals that nobody has taken for a week:
 * no node watches, and who begins to watch then is not to hear of what was wrong long ago. Returns how many alerts.
 */
export async function deleteExpiredAlerts(db: Queryable, before: Date): Promise<number> {
  const { count } = await db.query({
    name: "delete-expired-alerts",
    text: `
      with jobs as (delete from belfry.failure_jobs where next_at is null and created_at < $1),
      signals as (
        delete from belfry.alert_signals where id in (
          select id from (select id, at from belfry.alert_signals order by id limit 5000) s
          where at < belfry.now() - interval '7 days'))
      delete from belfry.alert_episodes where id in (
        select id from belfry.alert_episodes where until < $1 order by id limit 5000)`,
    values: [before],
  });
  return count;
}
