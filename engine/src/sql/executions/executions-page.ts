import type { EndedExecutionState, ExecutionState, Scope } from "@belfry/model";
import { summaryColumns, summaryFrom } from "./execution-summary-row.ts";

export interface ExecutionQuery<State extends ExecutionState = ExecutionState> {
  readonly rule: string | null;
  readonly state: State | null;
  readonly parentId: number | null;
  readonly roots: boolean;
  readonly createdFrom: Date | null;
  readonly createdUntil: Date | null;
  readonly before: number | null;
  readonly scope: Scope | null;
  readonly limit: number;
}

export type OpenExecutionState = Exclude<ExecutionState, EndedExecutionState>;

/**
 * A page of executions `e`, the newest first. Which these are is found before anything else is looked up of them: among a
 * million that wait, the last fifty that failed must not cost a million looks into the queue.
 *
 * @param walked the table of `from` that is walked from its newest row on
 */
export function executionsPage(from: string, hasState: string, walked: "e" | "u" = "e"): string {
  return `
      with page as materialized (
        select ${walked}.id from ${from}
        where ${hasState}
          and ($1::text is null or ${walked}.rule_id = (select id from belfry.rules where slug = $1))
          and ($3::bigint is null or e.parent_id = $3)
          and (not $4 or e.parent_id is null)
          and ($5::timestamptz is null or e.created_at >= $5)
          and ($6::timestamptz is null or e.created_at < $6)
          and ($7::bigint is null or ${walked}.id < $7)
          and ($9::jsonb is null or e.rule_id in (select s.id from belfry.rules s where belfry.labels_in_scope(s.labels, $9))
            and belfry.execution_in_scope(e.id, $9))
        order by ${walked}.id desc
        limit $8
      )
      select ${summaryColumns} ${summaryFrom}
      where e.id in (select id from page)
      order by e.id desc`;
}

export function pageValues(query: ExecutionQuery): readonly unknown[] {
  return [
    query.rule,
    query.state,
    query.parentId,
    query.roots,
    query.createdFrom,
    query.createdUntil,
    query.before,
    query.limit,
    query.scope,
  ];
}
