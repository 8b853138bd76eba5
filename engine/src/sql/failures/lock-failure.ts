import type { Tx } from "@belfry/store";

/** Locks the place of an execution in the dead-letter list, if it has one. */
export async function lockFailure(tx: Tx, id: number): Promise<void> {
  await tx.query({
    name: "lock-failure",
    text: "select execution_id from belfry.failed_executions where execution_id = $1 for update",
    values: [id],
  });
}
