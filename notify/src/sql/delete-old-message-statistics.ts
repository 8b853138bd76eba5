import type { Queryable } from "@belfry/store";

/** Hours are kept for two months, days for four years. Returns how many rows went. */
export async function deleteOldMessageStatistics(db: Queryable, limit: number): Promise<number> {
  const { count } = await db.query({
    name: "notify-delete-old-message-statistics",
    text: `
      delete from belfry.message_statistics where ctid = any(array(
        select ctid from belfry.message_statistics
        where (period = 'hour' and at < belfry.now() - interval '62 days')
           or (period = 'day' and at < belfry.now() - interval '1461 days')
        limit $1))`,
    values: [limit],
  });
  return count;
}
