import type { Queryable } from "@belfry/store";
import type { CellNumbers } from "./end-cell-attempts.ts";

export interface ExpiredCell extends CellNumbers {
  readonly gridId: number;
  readonly epoch: number;
  readonly attempt: number;
  readonly heldBy: string | null;
  /** The execution that works on it; null: a program does. */
  readonly executionId: number | null;
}

/** Cells whose lease has run out, the longest ago first. */
export async function selectExpiredCells(db: Queryable, limit: number): Promise<ExpiredCell[]> {
  const { rows } = await db.query<ExpiredCell>({
    name: "select-expired-cells",
    text: `
      select grid_id as "gridId", task_type_id as "taskTypeId", period_id as "periodId", member_id as "memberId",
        lease_epoch as epoch, attempt, held_by as "heldBy", execution_id as "executionId"
      from belfry.grid_cells where state = 'running' and lease_until <= belfry.now()
      order by lease_until limit $1`,
    values: [limit],
  });
  return rows;
}
