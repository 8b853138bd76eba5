import type { Queryable } from "@belfry/store";

/** Deletes what was said, or was not to be said any more, before a moment. Returns how many went. */
export async function deleteExpiredTellings(
  db: Queryable,
  { before, limit }: { readonly before: Date; readonly limit: number },
): Promise<number> {
  const { count } = await db.query({
    name: "incentive-delete-expired-tellings",
    text: `
      delete from belfry.incentive_tellings
      where id = any (array(
        select id from belfry.incentive_tellings
        where state <> 'due' and coalesce(told_at, created_at) < $1
        order by coalesce(told_at, created_at) limit $2))`,
    values: [before, limit],
  });
  return count;
}
