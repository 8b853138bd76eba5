import type { Scope } from "@belfry/model";
import type { Queryable } from "@belfry/store";
import type { FailureSelection } from "../../views/failure-views.ts";
import { selectedFailures, selectionValues } from "./failure-selection.ts";

/** How many failed executions fit a selection. */
export async function countFailures(db: Queryable, selection: FailureSelection, scope: Scope | null): Promise<number> {
  const { rows } = await db.query<{ n: number }>({
    name: "count-failures",
    text: `select count(*)::int as n from belfry.failed_executions f where ${selectedFailures}`,
    values: selectionValues(selection, scope),
  });
  return rows[0]?.n ?? 0;
}
