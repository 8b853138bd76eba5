import type { Tx } from "@belfry/store";
import type { CellNumbers } from "./end-cell-attempts.ts";

export interface BoundCell extends CellNumbers {
  readonly executionId: number;
}

/** Writes down which executions work on cells that were claimed for them in this transaction. */
export async function bindCellExecutions(tx: Tx, cells: readonly BoundCell[]): Promise<void> {
  await tx.query({
    name: "bind-cell-executions",
    text: `
      update belfry.grid_cells c set execution_id = b."executionId"
      from jsonb_to_recordset($1::jsonb) as b ("taskTypeId" int, "periodId" int, "memberId" int, "executionId" bigint),
        belfry.grid_periods p
      where p.id = b."periodId" and c.task_type_id = b."taskTypeId" and c.period_id = p.id and c.member_id = b."memberId"
        and c.month = date_trunc('month', p.start_on)::date`,
    values: [JSON.stringify(cells)],
  });
}
