import type { Scope } from "@belfry/model";
import type { Queryable } from "@belfry/store";

/** Whether there is such an execution and somebody with this scope may see it. */
export async function isExecutionInScope(db: Queryable, id: number, scope: Scope | null): Promise<boolean> {
  const { count } = await db.query({
    name: "is-execution-in-scope",
    text: "select id from belfry.executions where id = $1 and belfry.execution_in_scope(id, $2)",
    values: [id, scope],
  });
  return count > 0;
}
