import type { Queryable } from "@belfry/store";

/** The numbers of people of these campaigns with this key or name. */
export async function findPeople(db: Queryable, campaigns: readonly number[], person: string): Promise<number[]> {
  const { rows } = await db.query<{ id: number }>({
    name: "incentive-find-people",
    text: `
      select id from belfry.incentive_people
      where campaign_id = any($1::int[]) and (key = $2 or name = $2)`,
    values: [campaigns, person],
  });
  return rows.map(({ id }) => id);
}
