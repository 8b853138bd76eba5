import { AppError } from "@belfry/model";
import type { CellNumbers } from "../../sql/grid/end-cell-attempts.ts";

/** How programs name a cell: the numbers of its task type, its period and its member, as `3-17-512`. */
export function cellKey({ taskTypeId, periodId, memberId }: CellNumbers): string {
  return `${taskTypeId}-${periodId}-${memberId}`;
}

const LARGEST = 2_147_483_647;

/** @throws AppError GRID_CELL_UNKNOWN for what is no key of a cell */
export function readCellKey(key: string): CellNumbers {
  const [taskTypeId = 0, periodId = 0, memberId = 0, ...rest] = key.split("-").map(Number);
  const all = [taskTypeId, periodId, memberId];
  if (rest.length > 0 || !all.every((n) => Number.isInteger(n) && n > 0 && n <= LARGEST))
    throw new AppError("GRID_CELL_UNKNOWN", { cell: key });
  return { taskTypeId, periodId, memberId };
}
