import type { Queryable } from "@belfry/store";

/** Deletes what was told of periods whose deadlines lie before a moment, so many at once. Returns how many went. */
export async function deleteExpiredFreshness(
  db: Queryable,
  options: { readonly before: Date; readonly limit: number },
): Promise<number> {
  const { count } = await db.query({
    name: "delete-expired-freshness",
    text: `
      delete from belfry.grid_freshness
      where id = any (array(select id from belfry.grid_freshness where deadline_at < $1 order by deadline_at limit $2))`,
    values: [options.before, options.limit],
  });
  return count;
}
