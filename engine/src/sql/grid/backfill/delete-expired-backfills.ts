import type { Queryable } from "@belfry/store";

/** Deletes backfills that were over before a moment, so many at once. Returns how many went. */
export async function deleteExpiredBackfills(
  db: Queryable,
  options: { readonly before: Date; readonly limit: number },
): Promise<number> {
  const { count } = await db.query({
    name: "delete-expired-backfills",
    text: `
      delete from belfry.grid_backfills
      where id = any (array(select id from belfry.grid_backfills where ended_at < $1 order by ended_at limit $2))`,
    values: [options.before, options.limit],
  });
  return count;
}
