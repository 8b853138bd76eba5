import type { EndedExecutionState, Failure } from "@belfry/model";
import type { Queryable } from "@belfry/store";
import type { CellNumbers } from "./end-cell-attempts.ts";

/** A cell whose execution has ended. */
export interface EndedCellExecution extends CellNumbers {
  readonly gridId: number;
  readonly epoch: number;
  readonly attempt: number;
  readonly executionId: number;
  /** What was written of it while its execution ran: that it took too long. */
  readonly reason: string | null;
  /** Null when it is not kept any more. */
  readonly state: EndedExecutionState | null;
  readonly failure: Failure | null;
  readonly output: unknown;
}

/** Cells that run and whose executions have ended. */
export async function selectEndedCells(db: Queryable, limit: number): Promise<EndedCellExecution[]> {
  const { rows } = await db.query<EndedCellExecution>({
    name: "select-ended-cells",
    text: `
      select c.grid_id as "gridId", c.task_type_id as "taskTypeId", c.period_id as "periodId", c.member_id as "memberId",
        c.lease_epoch as epoch, c.attempt, c.execution_id as "executionId", c.reason, e.state, e.failure, e.output
      from belfry.grid_cells c left join belfry.executions e on e.id = c.execution_id
      where c.state = 'running' and c.execution_id is not null
        and not exists (select from belfry.execution_queue q where q.id = c.execution_id)
      limit $1`,
    values: [limit],
  });
  return rows;
}
