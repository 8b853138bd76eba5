import { CellState } from "@belfry/model";
import type { Store } from "@belfry/store";
import { selectGridCounts } from "../sql/grid/select-grid-counts.ts";
import { openCellFilter, type CellFilter } from "./cell-filter.ts";
import type { PeriodView } from "./grid-cells.ts";
import { placeOf } from "./selection.ts";

export interface CountFilter extends CellFilter {
  /** Dimensions by which they are told apart; all but the last one can be named. @default none */
  readonly by?: readonly string[] | undefined;
}

/** How many cells of a task type in a period are in each state. */
export interface CellCounts {
  readonly task: string;
  readonly period: PeriodView;
  /** Dimension → value, of those by which they are told apart. */
  readonly of: Readonly<Record<string, string>>;
  readonly total: number;
  readonly states: Readonly<Record<CellState, number>>;
}

/**
 * What the statements that change cells have counted, the newest period first. No cell is looked at. A selection can name
 * all dimensions but the last one. @throws AppError GRID_NOT_FOUND, GRID_TASK_UNKNOWN, GRID_DIMENSION_UNKNOWN
 */
export async function countGridCells(
  store: Store,
  slug: string,
  { by = [], ...filter }: CountFilter,
): Promise<CellCounts[]> {
  const asked = await openCellFilter(store, slug, filter);
  const counted = asked.grid.dimensions.length - 1;
  for (const dimension of Object.keys(filter.only ?? {})) placeOf(asked.grid, dimension, counted);
  const places = by.map((dimension) => placeOf(asked.grid, dimension, counted));
  const taskTypeIds = [...asked.types.keys()];
  const rows = await selectGridCounts(store, { ...asked, taskTypeIds, selection: asked.groups, by: places });
  return rows.map(({ taskTypeId, label, start, end, values, states }) => ({
    task: asked.types.get(taskTypeId) ?? "",
    period: { label, start, end },
    of: Object.fromEntries(by.map((dimension, i) => [dimension, values[i] ?? ""])),
    total: Object.values(states).reduce((sum, n) => sum + n, 0),
    states: Object.fromEntries(CellState.options.map((state) => [state, states[state] ?? 0])) as Record<
      CellState,
      number
    >,
  }));
}
