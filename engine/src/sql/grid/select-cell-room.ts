import type { Queryable } from "@belfry/store";

/**
 * For how many more cells executions are to be started. Twice as many as all workers run at once keep them busy; more would only
 * wait in the queue, where they can no longer be turned over to something more urgent.
 */
export async function selectCellRoom(db: Queryable): Promise<number> {
  const { rows } = await db.query<{ room: number }>({
    name: "select-cell-room",
    text: `
      select greatest(10, (select coalesce(sum(concurrency), 0)::int * 2 from belfry.nodes))
        - (select count(*)::int from belfry.grid_cells where state = 'running' and execution_id is not null) as room`,
    values: [],
  });
  return rows[0]?.room ?? 0;
}
