import type { Queryable } from "@belfry/store";

/** The ids of the artifacts of these executions. */
export async function selectArtifactsOf(db: Queryable, executions: readonly number[]): Promise<string[]> {
  const { rows } = await db.query<{ id: string }>({
    name: "select-artifacts-of",
    text: `select id from belfry.artifacts where execution_id = any($1::bigint[])`,
    values: [executions],
  });
  return rows.map(({ id }) => id);
}
