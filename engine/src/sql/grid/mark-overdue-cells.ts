import type { Tx } from "@belfry/store";

/** Notes that executions of cells took too long, once. What becomes of the cells is decided when the executions have ended. */
export async function markOverdueCells(tx: Tx, executionIds: readonly number[]): Promise<void> {
  await tx.query({
    name: "mark-overdue-cells",
    text: `
      update belfry.grid_cells set lease_until = 'infinity', reason = 'timeout', updated_at = belfry.now()
      where execution_id = any($1::bigint[]) and state = 'running' and lease_until <= belfry.now()`,
    values: [executionIds],
  });
}
