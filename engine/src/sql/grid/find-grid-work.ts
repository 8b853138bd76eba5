import type { Tx } from "@belfry/store";

/** The grid that has waited longest for somebody to look at it now. It is not locked: see `takeGridWork`. */
export async function findGridWork(tx: Tx): Promise<number | undefined> {
  const { rows } = await tx.query<{ gridId: number }>({
    name: "find-grid-work",
    text: `
      select grid_id as "gridId" from belfry.grid_work where look_at <= belfry.now() order by look_at limit 1`,
    values: [],
  });
  return rows[0]?.gridId;
}
