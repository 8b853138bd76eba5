import type { Tx } from "@belfry/store";

/** Locks the place of a parent in the queue, and says whether a node is at work on it. False for one that has ended. */
export async function lockParent(tx: Tx, parentId: number): Promise<boolean> {
  const { rows } = await tx.query<{ held: boolean }>({
    name: "lock-parent",
    text: "select node is not null as held from belfry.execution_queue where id = $1 for update",
    values: [parentId],
  });
  return rows[0]?.held === true;
}
