import type { Queryable } from "@belfry/store";

/** Forgets what nodes that died could not: how far executions were that have ended since. */
export async function deleteStaleProgress(db: Queryable): Promise<void> {
  await db.query({
    name: "delete-stale-progress",
    text: `delete from belfry.execution_progress p
           where not exists (select from belfry.execution_queue q where q.id = p.execution_id)`,
  });
}
