import type { Queryable } from "@belfry/store";

/** Deletes rows that were put aside and whose contract was booked before a moment. Returns how many went. */
export async function deleteExpiredQuarantine(
  db: Queryable,
  { before, limit }: { readonly before: Date; readonly limit: number },
): Promise<number> {
  const { count } = await db.query({
    name: "incentive-delete-expired-quarantine",
    text: `
      delete from belfry.incentive_quarantine
      where id = any (array(
        select id from belfry.incentive_quarantine where resolved_at < $1 order by resolved_at limit $2))`,
    values: [before, limit],
  });
  return count;
}
