import type { Tx } from "@belfry/store";

/**
 * Takes a parent from the node that holds it and lets it wait for its children: one of them has just been opened again,
 * and the node may be about to end the parent by what it saw before. The epoch grows, so that it touches no row.
 */
export async function recallParent(tx: Tx, parentId: number): Promise<void> {
  await tx.query({
    name: "recall-parent",
    text: `
      update belfry.execution_queue
      set node = null, epoch = epoch + 1, state = 'waiting', action = null, run_at = 'infinity', turn_at = 'infinity'
      where id = $1 and cancel_by is null`,
    values: [parentId],
  });
}
