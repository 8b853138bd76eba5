import type { Queryable } from "@belfry/store";

/** Up to which fire time a trigger has been decided; nothing when it has no fate yet. */
export async function selectLatestFate(db: Queryable, triggerId: number): Promise<Date | undefined> {
  const { rows } = await db.query<{ at: Date }>({
    name: "select-latest-fate",
    text: "select to_at as at from belfry.slot_fates where trigger_id = $1 order by from_at desc limit 1",
    values: [triggerId],
  });
  return rows[0]?.at;
}
