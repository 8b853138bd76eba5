import type { Tx } from "@belfry/store";

/** Wakes an execution as the engine does: in its queue row. */
export async function signalExecution(tx: Tx, executionId: number): Promise<void> {
  await tx.query({
    name: "test-signal-execution",
    text: `update belfry.execution_queue set signals = signals + 1 where id = $1`,
    values: [executionId],
  });
}
