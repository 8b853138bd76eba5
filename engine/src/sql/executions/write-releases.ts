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
  /** The connection it is parked for: the resume of its breaker brings it back. */
  readonly connection: string | undefined;
  /** The signals this holding has seen. Had there been another one since, one that waits comes back at once. */
  readonly signals: number;
  readonly run: ActionRunRow | undefined;
}

/**
 * Gives executions back to the queue, together with the attempt that led to it. The breakers of those that are parked are
 * locked meanwhile: one that closes at this moment either sees them, or they see that it is closed and come back at once.
 */
export async function writeReleases(db: Queryable, rows: readonly ReleaseRow[], node: number): Promise<Set<number>> {
  const { rows: written } = await db.query<{ id: number }>({
    name: "write-releases",
    text: `
      with r as (
        select * from json_to_recordset($1::json) as r (${runColumns}, "toState" text, "waitFor" text, "delayMs" float8, until timestamptz,
          signals int, "parkedFor" text)
      ), held as (
        select q.id, q.epoch from belfry.execution_queue q
        where (q.id, q.epoch) in (select execution, epoch from r)
        order by q.id
        for no key update
      ), ok as (
        select r.* from r join held on held.id = r.execution and held.epoch = r.epoch
      ), runs as (${insertRuns}
      ), breakers as (
        select connection from belfry.breakers
        where connection in (select "parkedFor" from r) and state <> 'closed'
        order by connection
        for no key update
      ), looked_at as (
        update belfry.breakers b set look_at = least(b.look_at, greatest(b.probe_at, (select belfry.now())))
        from breakers where b.connection = breakers.connection
      )
      update belfry.execution_queue q
      set node = null, state = ok."toState", action = ok."waitFor", turn_at = 'infinity', connection = ok."parkedFor", pass = null,
        parked_at = case when ok."parkedFor" is null then null when q.connection = ok."parkedFor" then coalesce(q.parked_at, (select belfry.now()))
          else (select belfry.now()) end,
        run_at = case
          when q.cancel_by is not null or (ok."toState" = 'waiting' and q.signals <> ok.signals) then (select belfry.now())
          when ok."parkedFor" is not null and ok."parkedFor" not in (select connection from breakers) then (select belfry.now())
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
          parkedFor: row.connection,
        })),
      ),
      node,
    ],
  });
  return refusedPlaces(rows, written);
}
