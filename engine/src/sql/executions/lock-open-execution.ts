import type { Tx } from "@belfry/store";

/** Whether an execution has not ended and is not being cancelled. When so, it does not end before the transaction does. */
export async function lockOpenExecution(tx: Tx, id: number): Promise<boolean> {
  const { rows } = await tx.query<{ cancelBy: string | null }>({
    name: "lock-open-execution",
    text: `select cancel_by as "cancelBy" from belfry.execution_queue where id = $1 for no key update`,
    values: [id],
  });
  return rows[0] !== undefined && rows[0].cancelBy === null;
}

/** The condition that an execution has not ended, in SQL: for those who wait for one in a statement of their own. */
export function executionIsOpen(column: string): string {
  return `exists (select from belfry.execution_queue q where q.id = ${column})`;
}
