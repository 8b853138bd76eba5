import type { Tx } from "@belfry/store";

/**
 * Nobody else hands out cells of this grid until the end of the transaction, as far as they have to be counted for it. A
 * statement of its own: one that waited inside itself would still count what ran before it waited.
 */
export async function lockGridClaims(tx: Tx, gridId: number): Promise<void> {
  await tx.query({
    name: "lock-grid-claims",
    text: "select id from belfry.grids where id = $1 for no key update",
    values: [gridId],
  });
}
