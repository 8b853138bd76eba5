import type { Queryable } from "@belfry/store";

/** Deletes notices that were written before a moment; few enough at once that nobody waits for them. */
export async function deleteExpiredNotices(db: Queryable, before: Date): Promise<number> {
  const { count } = await db.query({
    name: "access-delete-expired-notices",
    text: `
      delete from belfry.notices
      where id in (select id from belfry.notices where created_at < $1 order by created_at limit 1000)`,
    values: [before],
  });
  return count;
}
