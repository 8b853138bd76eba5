import type { EndedExecutionState } from "@belfry/model";
import type { Queryable } from "@belfry/store";
import type { ExecutionSummary } from "../../views/execution-view.ts";
import { toSummary, type SummaryRow } from "./execution-summary-row.ts";
import { executionsPage, pageValues, type ExecutionQuery } from "./executions-page.ts";

/** Executions in any state, or in one that is an end; the newest first. */
export async function selectExecutions(
  db: Queryable,
  query: ExecutionQuery<EndedExecutionState>,
): Promise<ExecutionSummary[]> {
  const { rows } = await db.query<SummaryRow>({
    name: "select-executions",
    text: executionsPage("belfry.executions e", "($2::text is null or e.state = $2)"),
    values: pageValues(query),
  });
  return rows.map(toSummary);
}
