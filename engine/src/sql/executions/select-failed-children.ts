import type { Tx } from "@belfry/store";

/** The failed and cancelled children of a parent; what it called is retried by the call itself. */
export async function selectFailedChildren(tx: Tx, parentId: number): Promise<number[]> {
  const { rows } = await tx.query<{ id: number }>({
    name: "select-failed-children",
    text: "select id from belfry.executions where parent_id = $1 and item_index is not null and state in ('failed', 'cancelled') order by id",
    values: [parentId],
  });
  return rows.map((row) => row.id);
}
