import type { Tx } from "@belfry/store";

/** Takes a child out of the list of its parent: another execution takes its place there. */
export async function leaveParent(tx: Tx, id: number): Promise<void> {
  await tx.query({
    name: "leave-parent",
    text: "update belfry.executions set parent_id = null where id = $1",
    values: [id],
  });
}
