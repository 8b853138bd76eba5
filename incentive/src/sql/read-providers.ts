import type { Queryable } from "@belfry/store";

/** The providers of the contracts of these campaigns, by name. */
export async function readProviders(db: Queryable, campaigns: readonly number[]): Promise<string[]> {
  const { rows } = await db.query<{ provider: string }>({
    name: "incentive-read-providers",
    text: `
      select distinct provider from belfry.incentive_people where campaign_id = any($1::int[]) order by provider limit 1000`,
    values: [campaigns],
  });
  return rows.map(({ provider }) => provider);
}
