import type { Tx } from "@belfry/store";

/**
 * Whether somebody is to look at this grid now; then it is this transaction alone. Lock the claims of the grid before: whoever
 * changes a grid locks it, then this row, and then cells, and two who took them in another order would wait for each other.
 */
export async function takeGridWork(tx: Tx, gridId: number): Promise<boolean> {
  const { rows } = await tx.query({
    name: "take-grid-work",
    text: `
      select from belfry.grid_work where grid_id = $1 and look_at <= belfry.now() for update skip locked`,
    values: [gridId],
  });
  return rows.length > 0;
}
