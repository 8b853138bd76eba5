import type { Queryable } from "@belfry/store";

export interface BookedBetween {
  readonly first: number;
  readonly last: number;
}

/**
 * Between which numbers the contracts of these days stand; there may be others between them. Undefined: there are none.
 * Each day costs two looks into an index, so these should be days of a campaign and not of a century.
 */
export async function findBookedBetween(
  db: Queryable,
  campaignId: number,
  { from, until }: { readonly from: string; readonly until: string },
): Promise<BookedBetween | undefined> {
  const { rows } = await db.query<{ first: number | null; last: number | null }>({
    name: "incentive-find-booked-between",
    text: `
      select min(b.first) as first, max(b.last) as last
      from generate_series($2::date, $3::date, '1 day') as d (day)
      cross join lateral (
        select min(c.id) as first, max(c.id) as last
        from belfry.incentive_contracts c where c.campaign_id = $1 and c.day = d.day::date) b`,
    values: [campaignId, from, until],
  });
  const { first = null, last = null } = rows[0] ?? {};
  return first === null || last === null ? undefined : { first, last };
}
