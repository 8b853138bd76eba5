import type { ExecutionQuery } from "@belfry/client";
import { parseTimeSpan, timeSpanEnds, type TimeSpan } from "../../ui/time-span/index.ts";
import { executionStates, type ExecutionState } from "./execution-queries.ts";

/** What the address of the list of executions says. */
export interface ExecutionSearch extends TimeSpan {
  readonly rule?: string;
  readonly state?: ExecutionState;
  /** Whether children are listed as well. */
  readonly children?: true;
  readonly cursor?: string;
}

/** Reads an address that anybody may have typed: what makes no sense is left out. */
export function parseExecutionSearch(search: Readonly<Record<string, unknown>>): ExecutionSearch {
  const { rule, state, children, cursor } = search;
  const knownState = executionStates.find((known) => known === state);
  return {
    // The router reads a rule named 2026 as a number.
    ...((typeof rule === "string" || typeof rule === "number") && { rule: String(rule) }),
    ...(knownState !== undefined && { state: knownState }),
    ...parseTimeSpan(search),
    ...(children === true && { children }),
    ...(typeof cursor === "string" && cursor !== "" && { cursor }),
  };
}

/**
 * What to ask the server for.
 *
 * @param now in milliseconds
 */
export function toExecutionFilter(search: ExecutionSearch, now: number): ExecutionQuery {
  const { rule, state, children, cursor } = search;
  return {
    ...(rule !== undefined && { rule }),
    ...(state !== undefined && { state }),
    ...(children !== true && { roots: true }),
    ...timeSpanEnds(search, now),
    ...(cursor !== undefined && { cursor }),
    limit: 50,
  };
}

/** Whether anything narrows the list. */
export function isFiltered({ rule, state, range, from, until }: ExecutionSearch): boolean {
  return [rule, state, range, from, until].some((value) => value !== undefined);
}
