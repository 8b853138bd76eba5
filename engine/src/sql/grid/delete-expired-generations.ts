import type { Queryable } from "@belfry/store";

/** Deletes what generations before a moment came to, so many at once. Returns how many went. */
export async function deleteExpiredGenerations(
  db: Queryable,
  options: { readonly before: Date; readonly limit: number },
): Promise<number> {
  const { count } = await db.query({
    name: "delete-expired-generations",
    // Ids grow with the time, so the oldest stand first.
    text: `
      delete from belfry.grid_generations
      where created_at < $1 and id = any (array(select id from belfry.grid_generations order by id limit $2))`,
    values: [options.before, options.limit],
  });
  return count;
}
