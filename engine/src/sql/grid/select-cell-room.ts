import type { Queryable } from "@belfry/store";

export interface CellRoom {
  /** For how many more cells executions are to be started. */
  readonly room: number;
  /** How much of that is left to the daily run, so that it need not wait for cells of a backfill. */
  readonly kept: number;
}

/**
 * How many executions of cells are to be started. Twice as many as all workers run at once keep them busy; more would only
 * wait in the queue, where they can no longer be turned over to something more urgent.
 */
export async function selectCellRoom(db: Queryable): Promise<CellRoom> {
  const { rows } = await db.query<CellRoom>({
    name: "select-cell-room",
    text: `
      select n.places - (select count(*)::int from belfry.grid_cells where state = 'running' and execution_id is not null) as room,
        n.places / 4 as kept
      from (select greatest(10, (select coalesce(sum(concurrency), 0)::int * 2 from belfry.nodes)) as places) n`,
    values: [],
  });
  return rows[0] ?? { room: 0, kept: 0 };
}
