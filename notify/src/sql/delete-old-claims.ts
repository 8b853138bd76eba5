import type { Queryable } from "@belfry/store";

/** Forgets business keys whose window is over, some at once. Returns how many went. */
export async function deleteOldClaims(db: Queryable, limit: number): Promise<number> {
  const { count } = await db.query({
    name: "notify-delete-old-claims",
    text: `
      delete from belfry.business_claims where claim in (
        select claim from belfry.business_claims where until <= belfry.now() order by until limit $1)`,
    values: [limit],
  });
  return count;
}
