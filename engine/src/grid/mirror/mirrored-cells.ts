import type { MemberSelection, PeriodDates } from "@belfry/model";
import type { MirroredPart } from "@belfry/plugin-kit";
import type { Store } from "@belfry/store";
import { selectMirroredCells, type MirroredCellRow } from "../../sql/grid/select-mirrored-cells.ts";
import { selectMirroredPeriods } from "../../sql/grid/select-mirrored-periods.ts";
import { openCellFilter, type OpenCellFilter } from "../cell-filter.ts";
import { cellKey } from "../work/cell-key.ts";

export interface MirroredFilter {
  /** Names of task types. */
  readonly tasks: readonly string[];
  /** @default every member */
  readonly only?: MemberSelection | undefined;
  /** Periods that begin on these days, as YYYY-MM-DD. */
  readonly from: string;
  readonly until: string;
}

const AT_ONCE = 5_000;
const BEFORE_ALL = { taskTypeId: 0, memberId: 0 };

/**
 * The cells that a table mirrors, one period after the other, some thousands at a time. Those that retired and those of members
 * that were removed are not among them.
 * @throws AppError GRID_NOT_FOUND, GRID_TASK_UNKNOWN, GRID_DIMENSION_UNKNOWN
 */
export async function* mirroredCells(store: Store, slug: string, filter: MirroredFilter): AsyncGenerator<MirroredPart> {
  const asked = await openCellFilter(store, slug, filter);
  const taskTypeIds = [...asked.types.keys()];
  const periods = await selectMirroredPeriods(store, { ...asked, taskTypeIds });
  for (const { id: periodId, ...period } of periods) {
    const { start } = period;
    const { selection } = asked;
    let after: Pick<MirroredCellRow, "taskTypeId" | "memberId"> | undefined = BEFORE_ALL;
    while (after !== undefined) {
      const rows: MirroredCellRow[] = await selectMirroredCells(store, {
        periodId,
        start,
        taskTypeIds,
        selection,
        after,
        limit: AT_ONCE,
      });
      if (rows.length > 0) yield partOf(rows, { periodId, period, asked });
      after = rows.length === AT_ONCE ? rows.at(-1) : undefined;
    }
  }
}

function partOf(
  rows: readonly MirroredCellRow[],
  {
    periodId,
    period,
    asked: { grid, types },
  }: { readonly periodId: number; readonly period: PeriodDates; readonly asked: OpenCellFilter },
): MirroredPart {
  const cells = rows.map(({ taskTypeId, memberId, path, state, mirrored }) => ({
    cell: cellKey({ taskTypeId, periodId, memberId }),
    task: types.get(taskTypeId) ?? "",
    member: Object.fromEntries(grid.dimensions.map(({ dimension }, i) => [dimension, path[i] ?? ""])),
    state,
    mirrored,
  }));
  return { period, cells };
}
