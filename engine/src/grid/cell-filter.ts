import { addDays, AppError, isoInZone, type CellState, type Grid, type MemberSelection } from "@belfry/model";
import type { Store } from "@belfry/store";
import { selectNow } from "../sql/clock/select-now.ts";
import type { SelectionByPlace } from "../sql/grid/grid-rows.ts";
import { selectTaskTypes } from "../sql/grid/select-task-types.ts";
import { gridNamed } from "./read-grid.ts";
import { selectionByPlace } from "./selection.ts";

/** Which cells. */
export interface CellFilter {
  /** Periods that begin on these days, as YYYY-MM-DD. @default those of the last 31 days, and what lies ahead */
  readonly from?: string | undefined;
  readonly until?: string | undefined;
  /** Only the period with this label, whenever it is. */
  readonly period?: string | undefined;
  /** Names of task types. @default all */
  readonly tasks?: readonly string[] | undefined;
  /** @default every member */
  readonly only?: MemberSelection | undefined;
  /** @default every state */
  readonly states?: readonly CellState[] | undefined;
}

/** A filter as the statements take it. */
export interface OpenCellFilter {
  readonly grid: Grid;
  readonly gridId: number;
  /** The task types in their order: number → name. */
  readonly types: ReadonlyMap<number, string>;
  readonly from: string;
  readonly until: string;
  readonly label: string | null;
  readonly states: readonly CellState[] | null;
  readonly selection: SelectionByPlace;
  /** What the selection says of all dimensions but the last: those are counted. */
  readonly groups: SelectionByPlace;
}

const SHOWN_DAYS = 31;
const FIRST_DAY = "0001-01-01";
const LAST_DAY = "9999-12-31";

/** @throws AppError GRID_NOT_FOUND, GRID_TASK_UNKNOWN, GRID_DIMENSION_UNKNOWN */
export async function openCellFilter(store: Store, slug: string, filter: CellFilter): Promise<OpenCellFilter> {
  const { id: gridId, definition: grid } = await gridNamed(store, slug);
  const { from, until = LAST_DAY, period, tasks, only, states } = filter;
  const types = await selectTaskTypes(store, gridId);
  for (const task of tasks ?? [])
    if (!types.some(({ key }) => key === task)) throw new AppError("GRID_TASK_UNKNOWN", { grid: slug, task });
  const selection = selectionByPlace(grid, only);
  const last = String(grid.dimensions.length);
  const now = await selectNow(store);
  const recent = isoInZone(addDays(now, -SHOWN_DAYS, grid.timezone), grid.timezone).slice(0, 10);
  return {
    grid,
    gridId,
    types: new Map(
      types.filter(({ key }) => tasks === undefined || tasks.includes(key)).map(({ id, key }) => [id, key]),
    ),
    from: from ?? (period === undefined ? recent : FIRST_DAY),
    until,
    label: period ?? null,
    states: states ?? null,
    selection,
    groups: Object.fromEntries(Object.entries(selection).filter(([place]) => place !== last)),
  };
}
