import type { DueSource, Queryable } from "@belfry/store";
import type { DrainRow } from "../../node/duty.ts";
import { NODE_LOCK_CLASS } from "./node-lock-class.ts";

/** What a node learns once a second, and before it goes to sleep. */
export interface TickResult {
  readonly now: Date;
  /** The next time a planned slot is to be decided; null when there is none. */
  readonly nextSlot: Date | null;
  /** Up to when every trigger is planned, those that look far ahead included. */
  /** `-Infinity` when some plan has never been looked at, `Infinity` when none has to be extended any more. */
  readonly plannedUntil: Date | number | null;
  /** The next time an execution of the queue may be claimed; null when all wait for signals. */
  readonly nextRun: Date | null;
  /** All nodes with their beats, and whether they are drained or stopping. */
  readonly nodes: readonly {
    readonly id: number;
    readonly beat: number;
    readonly alive: boolean;
    readonly draining: boolean;
  }[];
  /** Who drained this node; null while it takes work. */
  readonly drain: DrainRow | null;
  /** How many executions this node holds. */
  readonly held: number;
  /** Whether there are executions that the claim of all others does not see and that this node may take. */
  readonly setApart: boolean;
  /** Executions this node holds and somebody wants cancelled. */
  readonly cancelled: readonly { readonly id: number; readonly by: string }[];
  /** The feeds that this node holds. */
  readonly feeds: readonly { readonly triggerId: number; readonly epoch: number }[];
  /** Whether any execution waits at a gate. */
  readonly atGates: boolean;
  /** Whether a table has grown so much that its statements are better planned anew. */
  readonly outgrown: boolean;
  /** The next due time of each further source, by its name. */
  readonly [source: `due_${string}`]: Date | number | null;
}

/** Builds the one statement that an idle node asks. */
export function createTick(
  sources: readonly DueSource[],
): (db: Queryable, node: number, build: string) => Promise<TickResult> {
  const columns = sources.map((source) => `,\n        ${source.nextDueSql} as "due_${source.name}"`).join("");
  const text = `
      select belfry.now() as now,
        (select min(decide_at) from belfry.slots_due) as "nextSlot",
        (select min(extend_at) from belfry.trigger_plans) as "plannedUntil",
        case when exists (select from belfry.execution_queue where node is null and turn_at < 'infinity') then belfry.now()
          else (select min(run_at) from belfry.execution_queue where node is null and turn_at = 'infinity' and run_at < 'infinity')
          end as "nextRun",
        (select coalesce(json_agg(json_build_object('id', n.id, 'beat', n.beat, 'alive', not n.session or l.objid is not null,
          'draining', n.draining or n.leaving)), '[]')
         from belfry.nodes n
         left join pg_locks l on l.locktype = 'advisory' and l.classid = ${NODE_LOCK_CLASS} and l.objid = n.id::oid and l.objsubid = 2
           and l.granted and l.database = (select oid from pg_database where datname = current_database())) as nodes,
        (select json_build_object('by', drain_by, 'at', coalesce(drain_at, belfry.now()), 'until', coalesce(drain_until, belfry.now()))
         from belfry.nodes where id = $1 and draining) as drain,
        (select count(*)::int from belfry.execution_queue where node = $1) as held,
        (exists (select from belfry.execution_queue where node is null and lives >= 2 and run_at <= belfry.now()
            and (refused_by is null or $2::text <> all (refused_by)))
          or exists (select from belfry.execution_queue where refused_by is not null and node is null and run_at <= belfry.now()
            and $2 <> all (refused_by))) as "setApart",
        (select coalesce(json_agg(json_build_object('id', id, 'by', cancel_by)), '[]')
         from belfry.execution_queue where node = $1 and cancel_by is not null) as cancelled,
        (select coalesce(json_agg(json_build_object('triggerId', trigger_id, 'epoch', epoch)), '[]')
         from belfry.trigger_feeds where node = $1) as feeds,
        (select gate from belfry.gate_places where state = 'waits' order by gate limit 1) is not null
          or exists (select from belfry.execution_queue where gate is not null and state = 'pending' and run_at = 'infinity') as "atGates",
        exists (select from belfry.outgrown_tables()) as outgrown${columns}`;
  return async (db, node, build) => {
    const { rows } = await db.query<TickResult>({ name: "tick", text, values: [node, build] });
    const row = rows[0];
    if (row === undefined) throw new Error("The tick statement returned no row.");
    return row;
  };
}
