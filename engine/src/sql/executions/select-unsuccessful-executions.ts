import type { EndedExecutionState } from "@belfry/model";
import type { Queryable } from "@belfry/store";
import type { ExecutionSummary } from "../../views/execution-view.ts";
import { toSummary, type SummaryRow } from "./execution-summary-row.ts";
import { executionsPage, pageValues, type ExecutionQuery } from "./executions-page.ts";

export type UnsuccessfulExecutionState = Exclude<EndedExecutionState, "success">;

/** Executions in one state that is an end without success, the newest first. They may be few among millions of others. */
export async function selectUnsuccessfulExecutions(
  db: Queryable,
  query: ExecutionQuery<UnsuccessfulExecutionState> & { readonly state: UnsuccessfulExecutionState },
): Promise<ExecutionSummary[]> {
  const { rows } = await db.query<SummaryRow>({
    name: "select-unsuccessful-executions",
    text: executionsPage("belfry.unsuccessful_executions u join belfry.executions e using (id)", "u.state = $2", "u"),
    values: pageValues(query),
  });
  return rows.map(toSummary);
}
