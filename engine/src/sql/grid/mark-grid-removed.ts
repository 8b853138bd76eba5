import type { Tx } from "@belfry/store";

/** Nobody sees the grid from now on, and its name is free. Its cells go piece by piece (`clear-removed-grids`). */
export async function markGridRemoved(tx: Tx, gridId: number): Promise<void> {
  await tx.query({
    name: "mark-grid-removed",
    text: "update belfry.grids set removed_at = belfry.now() where id = $1",
    values: [gridId],
  });
}
