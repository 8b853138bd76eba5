import type { Queryable } from "@belfry/store";

/** Deletes what could not be read and came in before a moment, so many at once. Returns how many went. */
export async function deleteExpiredDeadLetters(
  db: Queryable,
  options: { readonly before: Date; readonly limit: number },
): Promise<number> {
  const { count } = await db.query({
    name: "delete-expired-dead-letters",
    // Ids grow with the time of receipt, so the oldest stand first.
    text: `
      delete from belfry.event_dead_letters
      where received_at < $1 and id in (select id from belfry.event_dead_letters order by id limit $2)`,
    values: [options.before, options.limit],
  });
  return count;
}
