import type { Queryable } from "@belfry/store";

/**
 * Deletes corrections that were dismissed before a moment and are no longer asked about: the contract was withdrawn, or
 * something else was decided about it later. The last one stays, or its source would propose it again in the next run.
 * Returns how many went.
 */
export async function deleteExpiredCorrections(
  db: Queryable,
  { before, limit }: { readonly before: Date; readonly limit: number },
): Promise<number> {
  const { count } = await db.query({
    name: "incentive-delete-expired-corrections",
    text: `
      delete from belfry.incentive_corrections
      where id = any (array(
        select k.id from belfry.incentive_corrections k join belfry.incentive_contracts c on c.id = k.contract
        where k.state = 'dismissed' and k.decided_at < $1
          and (c.state = 'withdrawn' or exists (
            select from belfry.incentive_corrections later
            where later.campaign_id = k.campaign_id and later.contract = k.contract and later.id > k.id
              and later.state <> 'proposed'))
        order by k.decided_at limit $2))`,
    values: [before, limit],
  });
  return count;
}
