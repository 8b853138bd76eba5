import type { Scope } from "@belfry/model";
import type { Queryable } from "@belfry/store";

/** Whether there is such a file and somebody with this scope may see the execution that made it. */
export async function isArtifactInScope(db: Queryable, id: string, scope: Scope | null): Promise<boolean> {
  const { count } = await db.query({
    name: "is-artifact-in-scope",
    text: `select id from belfry.artifacts
      where id = $1 and ($2::jsonb is null or belfry.execution_in_scope(execution_id, $2))`,
    values: [id, scope],
  });
  return count > 0;
}
