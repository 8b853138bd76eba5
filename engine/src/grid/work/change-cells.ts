/**
 * What people do with cells by hand: try them again, leave them out, or say that they are done. Cells that somebody works on
 * are left alone, and so is what the change does not fit.
 */
import { nextCellStates, type Actor, type CellState } from "@belfry/model";
import { changeCellsByHand } from "../../sql/grid/change-cells-by-hand.ts";
import { lookAtGridWork } from "../../sql/grid/look-at-grid-work.ts";
import { openCellFilter, type CellFilter } from "../cell-filter.ts";
import type { GridChangeDeps } from "../change-grid.ts";
import { readCellKey } from "./cell-key.ts";

export type CellWish = "retry" | "skip" | "done";

export interface CellChangeRequest extends CellFilter {
  /** Only these, by their names; then the days default to all. @default all that the filter fits */
  readonly cells?: readonly string[] | undefined;
  /** Why; people read it beside the cell and in the audit log. */
  readonly reason?: string | undefined;
}

export interface CellsChanged {
  readonly changed: number;
  /** Whether there may be more of them: ask again. */
  readonly more: boolean;
}

const targets = { retry: "pending", skip: "skipped", done: "done" } as const satisfies Record<CellWish, CellState>;
/** What a wish is about unless it names states: nobody tries again what is done without saying so. */
const usual: Readonly<Record<CellWish, readonly CellState[]>> = {
  retry: ["failed"],
  skip: ["pending", "failed"],
  done: ["pending", "failed", "skipped"],
};
/** So many that a day of a large grid is one request, and few enough that the locks are held for seconds only. */
const MOST_AT_ONCE = 50_000;
const FIRST_DAY = "0001-01-01";

/** @throws AppError GRID_NOT_FOUND, GRID_TASK_UNKNOWN, GRID_DIMENSION_UNKNOWN, GRID_CELL_UNKNOWN for what is no name of a cell */
export async function changeCells(
  { store, audit }: GridChangeDeps,
  slug: string,
  wish: CellWish,
  { cells, reason, ...filter }: CellChangeRequest,
  by: Actor,
): Promise<CellsChanged> {
  const numbers = cells?.map(readCellKey) ?? null;
  const days = cells === undefined || filter.from !== undefined ? {} : { from: FIRST_DAY };
  const asked = await openCellFilter(store, slug, { ...filter, ...days });
  const to = targets[wish];
  const states = (filter.states ?? usual[wish]).filter(
    (state) => state !== "running" && nextCellStates[state].includes(to),
  );
  const change = {
    ...asked,
    taskTypeIds: [...asked.types.keys()],
    cells: numbers,
    states,
    to,
    reason: wish === "retry" ? null : (reason ?? null),
    limit: MOST_AT_ONCE,
  };
  const changed = await store.transaction(async (tx) => {
    // Before any cell is locked, as whoever starts executions of cells does it.
    await lookAtGridWork(tx, asked.gridId);
    const count = await changeCellsByHand(tx, change);
    if (count === 0) return 0;
    const subject = { kind: "grid", id: slug };
    const detail = { ...filter, ...(cells !== undefined && { cells }), reason: reason ?? null, changed: count };
    await audit(tx, { by, action: `grids.${wish}`, subject, outcome: "done", detail });
    return count;
  });
  return { changed, more: changed === MOST_AT_ONCE };
}
