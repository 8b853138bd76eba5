import type { Queryable } from "@belfry/store";
import type { NodeRole, NodeView } from "../../nodes-part/node-view.ts";

/** A node as its row says it. */
export interface NodeRow extends Omit<NodeView, "state" | "drain" | "unattended"> {
  readonly roles: readonly NodeRole[];
  readonly draining: boolean;
  readonly leaving: boolean;
  readonly drainBy: string | null;
  readonly drainAt: Date | null;
  readonly drainUntil: Date | null;
  /** Whether it holds an execution in the queue. */
  readonly holds: boolean;
}

/** All nodes that have a row, the oldest first. */
export async function selectNodes(db: Queryable): Promise<NodeRow[]> {
  const { rows } = await db.query<NodeRow>({
    name: "select-nodes",
    text: `
      select n.id, n.name, n.roles, n.version, n.build, n.schema, n.draining, n.leaving, n.started_at as "startedAt",
        n.seen_at as "seenAt", n.running, n.concurrency, n.claimed as "claimedPerMinute",
        (select count(*)::int from belfry.trigger_feeds f where f.node = n.id) as feeds,
        (select count(*) from belfry.execution_queue q where q.node = n.id) > 0 as holds,
        n.drain_by as "drainBy", n.drain_at as "drainAt", n.drain_until as "drainUntil"
      from belfry.nodes n
      order by n.id`,
  });
  return rows;
}
