import type { Queryable } from "@belfry/store";
import type { ExecutionDetail, ExecutionSummary } from "../../views/execution-view.ts";
import { summaryColumns, summaryFrom, toSummary, type SummaryRow } from "./execution-summary-row.ts";

export type ExecutionRow = ExecutionSummary &
  Pick<ExecutionDetail, "inputs" | "item" | "output"> & { readonly createdOn: string };

export async function selectExecution(db: Queryable, id: number): Promise<ExecutionRow | undefined> {
  const { rows } = await db.query<SummaryRow & Pick<ExecutionRow, "inputs" | "item" | "output" | "createdOn">>({
    name: "select-execution",
    text: `select ${summaryColumns}, e.inputs, e.item, e.output, (e.created_at at time zone 'UTC')::date as "createdOn" ${summaryFrom} where e.id = $1`,
    values: [id],
  });
  const row = rows[0];
  return row === undefined ? undefined : { ...row, ...toSummary(row) };
}
