import type { Queryable } from "@belfry/store";

/** Deletes runs that ended before a moment and to which nothing in the ledger goes back. Returns how many went. */
export async function deleteExpiredRuns(
  db: Queryable,
  { before, limit }: { readonly before: Date; readonly limit: number },
): Promise<number> {
  const { count } = await db.query({
    name: "incentive-delete-expired-runs",
    text: `
      delete from belfry.incentive_runs
      where id = any (array(
        select r.id from belfry.incentive_runs r
        where r.booked = 0 and r.proposed = 0 and r.ended_at < $1
          and not exists (select from belfry.incentive_entries e where e.run_id = r.id and e.kind = 'adjustment')
        order by r.ended_at limit $2))`,
    values: [before, limit],
  });
  return count;
}
