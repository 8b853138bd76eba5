import type { Queryable } from "@belfry/store";

/** Forgets how far actions were whose executions this node has let go of. */
export async function deleteProgress(db: Queryable, executions: readonly number[]): Promise<void> {
  await db.query({
    name: "delete-progress",
    text: "delete from belfry.execution_progress where execution_id = any ($1::bigint[])",
    values: [executions],
  });
}
