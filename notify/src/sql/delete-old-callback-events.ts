import type { Queryable } from "@belfry/store";

/** Forgets what was told, or could not be, longer ago than that; some at once. Returns how many went. */
export async function deleteOldCallbackEvents(db: Queryable, limit: number): Promise<number> {
  const { count } = await db.query({
    name: "notify-delete-old-callback-events",
    text: `
      delete from belfry.callback_events where id in (
        select id from belfry.callback_events
        where at < belfry.now() - interval '30 days' and status <> 'waiting' limit $1)`,
    values: [limit],
  });
  return count;
}
