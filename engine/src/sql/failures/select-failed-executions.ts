import type { Scope } from "@belfry/model";
import type { Queryable } from "@belfry/store";
import type { ExecutionSummary } from "../../views/execution-view.ts";
import { summaryColumns, summaryFrom, toSummary, type SummaryRow } from "../executions/execution-summary-row.ts";

export interface FailedQuery {
  readonly group: string;
  readonly scope: Scope | null;
  readonly before: number | null;
  readonly limit: number;
}

/** The failed executions of a group, the newest first. */
export async function selectFailedExecutions(db: Queryable, query: FailedQuery): Promise<ExecutionSummary[]> {
  const { rows } = await db.query<SummaryRow>({
    name: "select-failed-executions",
    text: `
      select ${summaryColumns} ${summaryFrom}
      where e.id in (
        select f.execution_id from belfry.failed_executions f
        where f.group_key = $1 and ($2::bigint is null or f.execution_id < $2)
          and ($3::jsonb is null or f.rule_id in (select s.id from belfry.rules s where belfry.labels_in_scope(s.labels, $3))
            and belfry.execution_in_scope(f.execution_id, $3))
        order by f.execution_id desc
        limit $4
      )
      order by e.id desc`,
    values: [query.group, query.before, query.scope, query.limit],
  });
  return rows.map(toSummary);
}
