import type { Queryable } from "@belfry/store";
import {
  insertRuns,
  refusedPlaces,
  runColumns,
  runFields,
  type ActionRunRow,
  type HeldExecution,
} from "../action-runs/action-run-row.ts";

export interface CheckpointRow {
  readonly held: HeldExecution;
  readonly run: ActionRunRow;
}

/**
 * Writes finished attempts whose execution is still held under the same epoch. The queue row is locked, not updated: a
 * node that takes the execution over changes the epoch and so waits for us, or we for it and then touch no row.
 */
export async function writeCheckpoints(
  db: Queryable,
  rows: readonly CheckpointRow[],
  node: number,
): Promise<Set<number>> {
  const { rows: written } = await db.query<{ id: number }>({
    name: "write-checkpoints",
    text: `
      with r as (
        select * from json_to_recordset($1::json) as r (${runColumns})
      ), held as (
        select q.id, q.epoch from belfry.execution_queue q
        where (q.id, q.epoch) in (select execution, epoch from r)
        order by q.id
        for no key update
      ), ok as (
        select r.* from r join held on held.id = r.execution and held.epoch = r.epoch
      ), runs as (${insertRuns}
      )
      select distinct execution as id from ok`,
    values: [JSON.stringify(rows.map((row) => runFields(row.held, row.run))), node],
  });
  return refusedPlaces(rows, written);
}
