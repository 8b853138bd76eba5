import type { Tx } from "@belfry/store";

/** When a rate limit lets an execution begin that was started in this transaction; null when it begins at once. */
export async function selectStartTurn(tx: Tx, executionId: number): Promise<Date | null> {
  const { rows } = await tx.query<{ at: Date | null }>({
    name: "select-start-turn",
    text: "select not_before as at from belfry.execution_queue where id = $1",
    values: [executionId],
  });
  return rows[0]?.at ?? null;
}
