import type { Tx } from "@belfry/store";

/** Takes marks of deliveries that moved, the oldest ones; another process that counts at the same time has others. */
export async function takeMarks(tx: Tx, limit: number): Promise<readonly number[]> {
  const { rows } = await tx.query<{ ids: readonly number[] }>({
    name: "notify-take-marks",
    text: `
      select coalesce(array_agg(id), '{}') as ids
      from (select id from belfry.delivery_marks order by id limit $1 for update skip locked) m`,
    values: [limit],
  });
  return rows[0]?.ids ?? [];
}
