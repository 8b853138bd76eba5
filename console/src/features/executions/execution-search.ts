import type { ExecutionQuery } from "@belfry/client";
import { executionStates, type ExecutionState } from "./execution-queries.ts";

export const timeRanges = ["1h", "24h", "7d"] as const;
export type TimeRange = (typeof timeRanges)[number];

/** What the address of the list of executions says. */
export interface ExecutionSearch {
  readonly rule?: string;
  readonly state?: ExecutionState;
  /** Up to now; `from` and `until` are not read then. */
  readonly range?: TimeRange;
  readonly from?: string;
  readonly until?: string;
  /** Whether children are listed as well. */
  readonly children?: true;
  readonly cursor?: string;
}

/** Reads an address that anybody may have typed: what makes no sense is left out. */
export function parseExecutionSearch(search: Readonly<Record<string, unknown>>): ExecutionSearch {
  const { rule, state, range, from, until, children, cursor } = search;
  const knownState = executionStates.find((known) => known === state);
  const knownRange = timeRanges.find((known) => known === range);
  return {
    // The router reads a rule named 2026 as a number.
    ...((typeof rule === "string" || typeof rule === "number") && { rule: String(rule) }),
    ...(knownState !== undefined && { state: knownState }),
    ...(knownRange !== undefined && { range: knownRange }),
    ...(isTime(from) && { from }),
    ...(isTime(until) && { until }),
    ...(children === true && { children }),
    ...(typeof cursor === "string" && cursor !== "" && { cursor }),
  };
}

const rangeMs: Readonly<Record<TimeRange, number>> = { "1h": 3_600_000, "24h": 86_400_000, "7d": 604_800_000 };

/**
 * What to ask the server for.
 *
 * @param now rounded down to the minute, so that the same page asks the same question for a while
 */
export function toExecutionFilter(search: ExecutionSearch, now: number): ExecutionQuery {
  const { rule, state, range, from, until, children, cursor } = search;
  const since = range === undefined ? from : new Date(Math.floor(now / 60_000) * 60_000 - rangeMs[range]).toISOString();
  return {
    ...(rule !== undefined && { rule }),
    ...(state !== undefined && { state }),
    ...(children !== true && { roots: true }),
    ...(since !== undefined && { from: since }),
    ...(range === undefined && until !== undefined && { until }),
    ...(cursor !== undefined && { cursor }),
    limit: 50,
  };
}

/** Whether anything narrows the list. */
export function isFiltered({ rule, state, range, from, until }: ExecutionSearch): boolean {
  return [rule, state, range, from, until].some((value) => value !== undefined);
}

function isTime(value: unknown): value is string {
  return typeof value === "string" && /^\d{4}-\d\d-\d\dT/.test(value) && !Number.isNaN(Date.parse(value));
}
