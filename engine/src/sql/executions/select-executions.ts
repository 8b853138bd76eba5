import type { ExecutionState } from "@belfry/model";
import type { Queryable } from "@belfry/store";
import type { ExecutionSummary } from "../../views/execution-view.ts";
import { summaryColumns, summaryFrom, toSummary, type SummaryRow } from "./execution-summary-row.ts";

export interface ExecutionQuery {
  readonly rule: string | null;
  readonly state: ExecutionState | null;
  readonly parentId: number | null;
  readonly roots: boolean;
  readonly createdFrom: Date | null;
  readonly createdUntil: Date | null;
  readonly before: number | null;
  readonly limit: number;
}

/** Executions, the newest first. */
export async function selectExecutions(db: Queryable, query: ExecutionQuery): Promise<ExecutionSummary[]> {
  const { rows } = await db.query<SummaryRow>({
    name: "select-executions",
    text: `
      select ${summaryColumns} ${summaryFrom}
      where ($1::text is null or e.rule_id = (select id from belfry.rules where slug = $1))
        and ($2::text is null or coalesce(e.state, q.state) = $2)
        and ($3::bigint is null or e.parent_id = $3)
        and (not $4 or e.parent_id is null)
        and ($5::timestamptz is null or e.created_at >= $5)
        and ($6::timestamptz is null or e.created_at < $6)
        and ($7::bigint is null or e.id < $7)
      order by e.id desc
      limit $8`,
    values: [
      query.rule,
      query.state,
      query.parentId,
      query.roots,
      query.createdFrom,
      query.createdUntil,
      query.before,
      query.limit,
    ],
  });
  return rows.map(toSummary);
}
