import { useQueries, useQuery } from "@tanstack/react-query";
import { executionListQuery, type Execution } from "../executions/index.ts";

const RECENT = 200;

/**
 * The newest execution of each rule. Most are found in one page of recent executions; only rules that did not run for a
 * while are asked for one by one.
 */
export function useLastExecutions(rules: readonly string[]): ReadonlyMap<string, Execution | null> {
  const recent = useQuery(executionListQuery({ roots: true, limit: RECENT }));
  const found = new Map<string, Execution | null>();
  for (const execution of recent.data?.items ?? []) {
    if (!found.has(execution.rule)) found.set(execution.rule, execution);
  }
  // When the page is not full it holds all there are.
  const isAll = recent.data !== undefined && recent.data.nextCursor === null;
  const missing = recent.data === undefined || isAll ? [] : rules.filter((rule) => !found.has(rule));
  const others = useQueries({ queries: missing.map((rule) => executionListQuery({ rule, roots: true, limit: 1 })) });
  if (isAll) for (const rule of rules) if (!found.has(rule)) found.set(rule, null);
  for (const [index, rule] of missing.entries()) {
    const page = others[index]?.data;
    if (page !== undefined) found.set(rule, page.items[0] ?? null);
  }
  return found;
}
