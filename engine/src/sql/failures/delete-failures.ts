import type { Tx } from "@belfry/store";

/** Takes executions out of the dead-letter list; what they did and why they failed stays. */
export async function deleteFailures(tx: Tx, ids: readonly number[]): Promise<number> {
  const { count } = await tx.query({
    name: "delete-failures",
    text: "delete from belfry.failed_executions where execution_id = any ($1::bigint[])",
    values: [ids],
  });
  return count;
}
