import type { Failure } from "@belfry/model";

export type BreakerState = "open" | "half-open" | "closed";

/** The breaker of a connection as it stands in the database. */
export interface BreakerRow {
  readonly connection: string;
  readonly state: BreakerState;
  readonly epoch: number;
  /** The person who opened it; null when its failures did. */
  readonly openedBy: string | null;
  /** How many pauses in a row it has had. */
  readonly pauses: number;
  /** How many were let in at the present step. */
  readonly allowance: number;
  /** How many of them have called it well. */
  readonly succeeded: number;
  /** Whether its pause is over. */
  readonly due: boolean;
  /** How long it has been in its state, in milliseconds. */
  readonly sinceMs: number;
  /** After how long it may be called again, in milliseconds; null when a person has to close it. */
  readonly probeInMs: number | null;
}

/** What is kept of the failure that opened a breaker. */
export type BreakerFailure = Pick<Failure, "class" | "code" | "message">;

export const breakerColumns = `connection, state, epoch, opened_by as "openedBy", pauses, allowance, succeeded,
        probe_at <= (select belfry.now()) as due, (extract(epoch from (select belfry.now()) - since) * 1000)::float8 as "sinceMs",
        case when probe_at < 'infinity' then (extract(epoch from probe_at - (select belfry.now())) * 1000)::float8 end as "probeInMs"`;

/** An execution that waits for the connection $1 and was not let in yet. The queue is called `q`. */
export const isParked = "q.connection = $1 and q.state = 'waiting' and q.pass is null and q.node is null";
