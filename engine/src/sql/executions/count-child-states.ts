import type { ExecutionState } from "@belfry/model";
import type { Queryable } from "@belfry/store";

/** How many children are in each state. */
export async function countChildStates(
  db: Queryable,
  parentId: number,
): Promise<Partial<Record<ExecutionState, number>>> {
  const { rows } = await db.query<{ state: ExecutionState; n: number }>({
    name: "count-child-states",
    text: `select coalesce(e.state, q.state) as state, count(*)::int as n
      from belfry.executions e left join belfry.execution_queue q on q.id = e.id
      where e.parent_id = $1 group by 1`,
    values: [parentId],
  });
  return Object.fromEntries(rows.map((row) => [row.state, row.n]));
}
