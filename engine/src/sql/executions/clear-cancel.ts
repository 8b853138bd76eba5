import type { Tx } from "@belfry/store";

/** Takes back that an execution is to be cancelled: it is written down, and undoing it may take its time. */
export async function clearCancel(tx: Tx, id: number): Promise<void> {
  await tx.query({
    name: "clear-cancel",
    text: "update belfry.execution_queue set cancel_by = null where id = $1",
    values: [id],
  });
}
