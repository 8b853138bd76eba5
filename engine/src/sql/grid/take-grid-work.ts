import type { Tx } from "@belfry/store";

/** One grid that somebody is to look at now, for this transaction alone. Nothing: no grid, or others look at them. */
export async function takeGridWork(tx: Tx): Promise<number | undefined> {
  const { rows } = await tx.query<{ gridId: number }>({
    name: "take-grid-work",
    text: `
      select grid_id as "gridId" from belfry.grid_work where look_at <= belfry.now()
      order by look_at limit 1 for update skip locked`,
    values: [],
  });
  return rows[0]?.gridId;
}
