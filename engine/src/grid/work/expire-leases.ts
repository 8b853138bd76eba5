import type { Queryable } from "@belfry/store";
import { endCellAttempts } from "../../sql/grid/end-cell-attempts.ts";
import { lookAtGridWork } from "../../sql/grid/look-at-grid-work.ts";
import { selectExpiredCells, type ExpiredCell } from "../../sql/grid/select-expired-cells.ts";
import { selectWorkGrid } from "../../sql/grid/select-work-grid.ts";
import { expiredEnd } from "./attempt-end.ts";
import { taskTypeOf } from "./work-grid.ts";

const AT_ONCE = 500;

/**
 * Takes back cells of programs that no longer say that they work on them. Returns the cells of executions that took too
 * long, which have to end by themselves, and whether there is more to take back. Several nodes may do it at once: each cell is taken back by one of them.
 * @param onChanged hears of each grid with such cells
 */
export async function expireLeases(
  db: Queryable,
  onChanged: (grid: string) => void,
): Promise<{ readonly overdue: readonly ExpiredCell[]; readonly more: boolean }> {
  const expired = await selectExpiredCells(db, AT_ONCE);
  const overdue = expired.filter(({ executionId }) => executionId !== null);
  const lost = expired.filter(({ executionId }) => executionId === null);
  for (const [gridId, cells] of Map.groupBy(lost, (cell) => cell.gridId)) {
    const grid = await selectWorkGrid(db, { id: gridId });
    const ends = cells.map((cell) => {
      const task = grid === undefined ? undefined : taskTypeOf(grid, cell.taskTypeId);
      return { ...cell, ...expiredEnd(task, cell.attempt) };
    });
    await endCellAttempts(db, gridId, ends, "expired");
    await lookAtGridWork(db, gridId);
    if (grid !== undefined) onChanged(grid.slug);
  }
  return { overdue, more: expired.length === AT_ONCE };
}
