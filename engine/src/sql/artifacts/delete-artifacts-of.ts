import type { Queryable } from "@belfry/store";

/** Forgets the artifacts of these executions and returns their ids. */
export async function deleteArtifactsOf(db: Queryable, executions: readonly number[]): Promise<string[]> {
  const { rows } = await db.query<{ id: string }>({
    name: "delete-artifacts-of",
    text: `delete from belfry.artifacts where execution_id = any($1::bigint[]) returning id`,
    values: [executions],
  });
  return rows.map(({ id }) => id);
}
