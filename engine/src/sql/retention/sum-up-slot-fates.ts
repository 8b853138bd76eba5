import type { Queryable } from "@belfry/store";

/** Sums up the oldest day of slot fates if it lies before that day. Whether it did. */
export async function sumUpSlotFates(db: Queryable, before: Date): Promise<boolean> {
  const { rows } = await db.query<{ done: boolean }>({
    name: "sum-up-slot-fates",
    text: "select belfry.sum_up_slot_fates(($1::timestamptz at time zone 'UTC')::date) as done",
    values: [before],
  });
  return rows[0]?.done === true;
}
