import type { Queryable } from "@belfry/store";
import type { ExecutionSummary } from "../../views/execution-view.ts";
import { toSummary, type SummaryRow } from "./execution-summary-row.ts";
import { executionsPage, pageValues, type ExecutionQuery, type OpenExecutionState } from "./executions-page.ts";

/** Executions in one state that is no end, the newest first. All of them are in the queue, and it holds no others. */
export async function selectOpenExecutions(
  db: Queryable,
  query: ExecutionQuery<OpenExecutionState> & { readonly state: OpenExecutionState },
): Promise<ExecutionSummary[]> {
  const { rows } = await db.query<SummaryRow>({
    name: "select-open-executions",
    text: executionsPage(
      "belfry.execution_queue q join belfry.executions e using (id)",
      "q.state = $2 and e.state is null",
    ),
    values: pageValues(query),
  });
  return rows.map(toSummary);
}
