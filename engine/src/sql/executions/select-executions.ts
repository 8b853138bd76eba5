import type { ExecutionState, Scope } from "@belfry/model";
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
  readonly scope: Scope | null;
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
        and ($9::jsonb is null or e.rule_id in (select s.id from belfry.rules s where belfry.labels_in_scope(s.labels, $9))
          and belfry.execution_in_scope(e.id, $9))
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
      query.scope,
    ],
  });
  return rows.map(toSummary);
}
