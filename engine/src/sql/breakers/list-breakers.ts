import type { Queryable } from "@belfry/store";
import type { BreakerFailure, BreakerState } from "./breaker-row.ts";

/** How the calls of a connection fare. */
export interface BreakerView {
  /** `host:port`. */
  readonly connection: string;
  /** The name of the entry of the outbound guard with this address; null without one. */
  readonly name: string | null;
  readonly state: BreakerState;
  /** Since when it is in this state. */
  readonly since: Date;
  /** When it was opened the last time. */
  readonly openedAt: Date;
  /** The person who opened it; null when its failures did. */
  readonly openedBy: string | null;
  readonly reason: string;
  readonly lastFailure: BreakerFailure | null;
  readonly lastFailureAt: Date | null;
  /** How many executions wait for it. */
  readonly parked: number;
  /** Of a half-open one: how many were let in at the present step. */
  readonly allowance: number;
  /** Of an open one: when the first is let in; null when a person has to close it. */
  readonly probeAt: Date | null;
}

/** The connections that are or were in trouble, by their names. */
export async function listBreakers(
  db: Queryable,
  { connection, after, limit }: { readonly connection?: string; readonly after?: string; readonly limit: number },
): Promise<BreakerView[]> {
  const { rows } = await db.query<BreakerView>({
    name: "list-breakers",
    text: `
      select b.connection, (select min(c.name) from belfry.connections c where lower(c.address) = b.connection) as name, b.state, b.since,
        b.opened_at as "openedAt", b.opened_by as "openedBy", b.reason, b.failure as "lastFailure", b.failed_at as "lastFailureAt",
        (select count(*)::int from belfry.execution_queue q where q.connection = b.connection and q.state = 'waiting' and q.pass is null
          and q.node is null) as parked,
        b.allowance, case when b.state = 'open' and b.probe_at < 'infinity' then b.probe_at end as "probeAt"
      from belfry.breakers b
      where b.epoch > 0 and ($1::text is null or b.connection = $1) and ($2::text is null or b.connection > $2)
      order by b.connection limit $3`,
    values: [connection ?? null, after ?? null, limit],
  });
  return rows;
}
