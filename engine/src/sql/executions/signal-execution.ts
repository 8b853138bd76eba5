import type { Tx } from "@belfry/store";

/**
 * Wakes an execution that waits for something outside of it. One that is about to wait sees the signal and does not sleep;
 * one that has ended takes no notice, and neither does one that is to be tried again later or waits at a gate: a signal
 * must not shorten a back-off or open a gate. The caller tells the queue after its commit.
 */
export async function signalExecution(tx: Tx, executionId: number): Promise<void> {
  await tx.query({
    name: "signal-execution",
    text: `
      update belfry.execution_queue
      set signals = signals + 1, run_at = case when state = 'waiting' then least(run_at, (select belfry.now())) else run_at end
      where id = $1`,
    values: [executionId],
  });
}
