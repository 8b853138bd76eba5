import type { Tx } from "@belfry/store";

/** Locks the queue row of an execution; one that has ended has none. */
export async function lockExecution(
  tx: Tx,
  id: number,
): Promise<{ readonly epoch: number; readonly cancelBy: string | null } | undefined> {
  const { rows } = await tx.query<{ epoch: number; cancelBy: string | null }>({
    name: "lock-execution",
    text: `select epoch, cancel_by as "cancelBy" from belfry.execution_queue where id = $1 for no key update`,
    values: [id],
  });
  return rows[0];
}
