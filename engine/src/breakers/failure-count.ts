/**
 * What a node sees of the calls of each connection, in memory: an installation in which all is well writes nothing about
 * it. Every node decides from what it sees itself; the first that has seen enough opens the breaker for all.
 */
import { CALLS_AT_LEAST, FAILED_PART, FAILURES_IN_A_ROW, PART_MS, ROW_MS } from "./breaker-policy.ts";

export interface FailureCount {
  /** Counts a call; true when the connection has now failed too often. */
  note(connection: string, failed: boolean, now: Date): boolean;
  /** Begins anew for a connection: its breaker was opened or closed. */
  forget(connection: string): void;
}

interface Seen {
  readonly at: number;
  readonly failed: boolean;
}

/** A connection that nobody has called for longest is forgotten first: addresses may come out of data. */
const MOST_CONNECTIONS = 5_000;
/** Of each connection the last so many calls are looked at. */
const MOST_CALLS = 50;
/** Between two ticks a node moves the time of the database on by its own clock, and may be ahead of the next tick. */
const TICK_BACK_MS = 5_000;

export function createFailureCount(): FailureCount {
  const calls = new Map<string, Seen[]>();
  return {
    note(connection, failed, now) {
      const at = now.getTime();
      const known = calls.get(connection) ?? [];
      // A clock that went back makes what was seen before worthless; by a moment it does with every tick.
      const counts = (one: Seen) => one.at - at <= TICK_BACK_MS && at - one.at <= ROW_MS;
      const seen = [...known.filter(counts), { at, failed }].slice(-MOST_CALLS);
      calls.delete(connection);
      calls.set(connection, seen);
      const [oldest] = calls.keys();
      if (calls.size > MOST_CONNECTIONS && oldest !== undefined) calls.delete(oldest);
      return failed && (isRow(seen) || isPart(seen, at));
    },
    forget: (connection) => void calls.delete(connection),
  };
}

function isRow(seen: readonly Seen[]): boolean {
  const last = seen.slice(-FAILURES_IN_A_ROW);
  return last.length === FAILURES_IN_A_ROW && last.every(({ failed }) => failed);
}

function isPart(seen: readonly Seen[], at: number): boolean {
  const lately = seen.filter((one) => at - one.at <= PART_MS);
  const failed = lately.filter((one) => one.failed).length;
  return lately.length >= CALLS_AT_LEAST && failed >= lately.length * FAILED_PART;
}
