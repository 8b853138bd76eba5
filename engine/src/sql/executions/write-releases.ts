import type { Queryable } from "@belfry/store";
import {
  insertRuns,
  refusedPlaces,
  runColumns,
  runFields,
  type ActionRunRow,
  type HeldExecution,
} from "../action-runs/action-run-row.ts";

/** An execution that lets go of its node and comes back: to try again, or when it is woken. */
export interface ReleaseRow {
  readonly held: HeldExecution;
  readonly state: "pending" | "retrying" | "waiting";
  /** The action that is waited for. */
  readonly action: string | undefined;
  /** Come back after so many milliseconds. */
  readonly delayMs: number | undefined;
  /** Come back at this time at the latest. With neither, it never comes back by itself. */
  readonly until: Date | undefined;
  /** The signals this holding has seen. Had there been another one since, one that waits comes back at once. */
  readonly signals: number;
  readonly run: ActionRunRow | undefined;
}

/** Gives executions back to the queue, together with the attempt that led to it. */
export async function writeReleases(db: Queryable, rows: readonly ReleaseRow[], node: number): Promise<Set<number>> {
  const { rows: written } = await db.query<{ id: number }>({
    name: "write-releases",
    text: `
      with r as (
        select * from json_to_recordset($1::json) as r (${runColumns}, "toState" text, "waitFor" text, "delayMs" float8, until timestamptz,
          signals int)
      ), held as (
        select q.id, q.epoch from belfry.execution_queue q
        where (q.id, q.epoch) in (select execution, epoch from r)
        order by q.id
        for no key update
      ), ok as (
        select r.* from r join held on held.id = r.execution and held.epoch = r.epoch
      ), runs as (${insertRuns}
      )
      update belfry.execution_queue q
      set node = null, state = ok."toState", action = ok."waitFor",
        run_at = case
          when q.cancel_by is not null or (ok."toState" = 'waiting' and q.signals <> ok.signals) then (select belfry.now())
          else coalesce(least((select belfry.now()) + ok."delayMs" * interval '1 millisecond', ok.until), 'infinity') end
      from ok where q.id = ok.execution
      returning q.id`,
    values: [
      JSON.stringify(
        rows.map((row) => ({
          ...runFields(row.held, row.run),
          toState: row.state,
          waitFor: row.action,
          delayMs: row.delayMs,
          until: row.until,
          signals: row.signals,
        })),
      ),
      node,
    ],
  });
  return refusedPlaces(rows, written);
}
