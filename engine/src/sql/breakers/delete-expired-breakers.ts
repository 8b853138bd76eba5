import type { Queryable } from "@belfry/store";

/** Forgets the connections that have been well since a moment, and rates and turns that nobody has asked for since. */
export async function deleteExpiredBreakers(db: Queryable, before: Date): Promise<void> {
  await db.query({
    name: "delete-expired-breakers",
    text: `
      with breakers as (delete from belfry.breakers where state = 'closed' and since < $1)
      delete from belfry.rates where tat < $1`,
    values: [before],
  });
}
