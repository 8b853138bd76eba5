import type { Queryable } from "@belfry/store";

/** Forgets the artifacts of these executions. */
export async function deleteArtifactsOf(db: Queryable, executions: readonly number[]): Promise<void> {
  await db.query({
    name: "delete-artifacts-of",
    text: `delete from belfry.artifacts where execution_id = any($1::bigint[])`,
    values: [executions],
  });
}
