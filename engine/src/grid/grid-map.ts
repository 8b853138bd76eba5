/**
 * The map of a grid: members, or the values of one dimension, against periods. Both sides come in pages, and what a page
 * costs depends on its size only: of dimensions the counts are added up that were written when cells changed, of members
 * only the cells of the page are looked at.
 */
import { CellState } from "@belfry/model";
import type { Store } from "@belfry/store";
import { selectGridMembers } from "../sql/grid/select-grid-members.ts";
import { selectMapCells } from "../sql/grid/select-map-cells.ts";
import { selectMapCounts } from "../sql/grid/select-map-counts.ts";
import { selectMapPeriods, type MapPeriodRow, type PeriodPlace } from "../sql/grid/select-map-periods.ts";
import { selectMapValues } from "../sql/grid/select-map-values.ts";
import { openCellFilter, type CellFilter, type OpenCellFilter } from "./cell-filter.ts";
import type { PeriodView } from "./grid-cells.ts";
import { placeOf } from "./selection.ts";

export interface MapFilter extends Omit<CellFilter, "states"> {
  /** The dimension whose values are the rows; of the last one the members are. @default the first dimension */
  readonly rows?: string | undefined;
  /** Only rows in whose names this stands. */
  readonly text?: string | undefined;
  /** Only rows after this one: the value, or all values of a member. */
  readonly after?: readonly string[] | undefined;
  readonly limit: number;
  /** Only periods before this one. */
  readonly before?: PeriodPlace | undefined;
  /** How many periods. */
  readonly columns: number;
}

export type StateCounts = Readonly<Record<CellState, number>>;

export interface MapRow {
  /** Dimension → value: the one of the row, or all of a member. */
  readonly of: Readonly<Record<string, string>>;
  /** One for each period; null: there is no cell. */
  readonly cells: readonly (StateCounts | null)[];
}

export interface GridMap {
  /** The columns, the newest first. */
  readonly periods: readonly PeriodView[];
  readonly items: readonly MapRow[];
  /** Where the next page of rows begins, as `after`. */
  readonly next: readonly string[] | null;
  /** Where the next, older page of periods begins, as `before`. */
  readonly older: PeriodPlace | null;
}

/** Counts of a row by the numbers of periods. */
type CountsOfRow = ReadonlyMap<number, Readonly<Partial<Record<CellState, number>>>>;

/** @throws AppError GRID_NOT_FOUND, GRID_TASK_UNKNOWN, GRID_DIMENSION_UNKNOWN */
export async function mapGrid(store: Store, slug: string, filter: MapFilter): Promise<GridMap> {
  const { rows: dimension, text, after, limit, before = null, columns, ...cells } = filter;
  const asked = await openCellFilter(store, slug, cells);
  const { gridId, grid, types, from, until, label } = asked;
  const place = dimension === undefined ? 1 : placeOf(asked.grid, dimension);
  const taskTypeIds = [...types.keys()];
  // One more than asked for tells whether there is a next page.
  const found = await selectMapPeriods(store, {
    gridId,
    taskTypeIds,
    from,
    until,
    label,
    before,
    limit: columns + 1,
  });
  const periods = found.slice(0, columns);
  const page = { text: text ?? null, limit: limit + 1, taskTypeIds, periods };
  const rows =
    place === grid.dimensions.length
      ? await rowsOfMembers(store, asked, { ...page, after: after ?? [] })
      : await rowsOfValues(store, asked, { ...page, after: after?.[0] ?? null, place });
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  const end = periods.at(-1);
  return {
    periods: periods.map((period) => ({ label: period.label, start: period.start, end: period.end })),
    items: shown.map(({ of, counts }) => ({ of, cells: periods.map(({ periodId }) => allOf(counts.get(periodId))) })),
    next: rows.length > limit && last !== undefined ? last.place : null,
    older: found.length > columns && end !== undefined ? placeOfPeriod(end) : null,
  };
}

interface RowPage {
  readonly text: string | null;
  readonly limit: number;
  readonly taskTypeIds: readonly number[];
  readonly periods: readonly MapPeriodRow[];
}

interface FoundRow {
  readonly of: Readonly<Record<string, string>>;
  readonly place: readonly string[];
  readonly counts: CountsOfRow;
}

async function rowsOfMembers(
  store: Store,
  { gridId, grid, selection }: OpenCellFilter,
  { text, limit, taskTypeIds, periods, after }: RowPage & { readonly after: readonly string[] },
): Promise<FoundRow[]> {
  const members = await selectGridMembers(store, { gridId, selection, text, removed: false, after, limit });
  const memberIds = members.map(({ id }) => id);
  const counted = Map.groupBy(
    await selectMapCells(store, { taskTypeIds, periods, memberIds }),
    ({ memberId }) => memberId,
  );
  return members.map(({ id, path }) => ({
    of: Object.fromEntries(grid.dimensions.map(({ dimension }, i) => [dimension, path[i] ?? ""])),
    place: path,
    counts: new Map((counted.get(id) ?? []).map(({ periodId, states }) => [periodId, states])),
  }));
}

async function rowsOfValues(
  store: Store,
  { gridId, grid, selection }: OpenCellFilter,
  {
    text,
    limit,
    taskTypeIds,
    periods,
    after,
    place,
  }: RowPage & { readonly after: string | null; readonly place: number },
): Promise<FoundRow[]> {
  const groups = grid.dimensions.length - 1;
  // Below the last dimension nothing is counted: a selection that names it is about members.
  for (const [i, { dimension }] of grid.dimensions.entries())
    if (String(i + 1) in selection) placeOf(grid, dimension, groups);
  const of = { gridId, place, selection };
  const values = await selectMapValues(store, { ...of, text, after, limit });
  const periodIds = periods.map(({ periodId }) => periodId);
  const rows = await selectMapCounts(store, { ...of, taskTypeIds, periodIds, values });
  const counted = Map.groupBy(rows, ({ value }) => value);
  const name = grid.dimensions[place - 1]?.dimension ?? "";
  return values.map((value) => ({
    of: { [name]: value },
    place: [value],
    counts: new Map((counted.get(value) ?? []).map(({ periodId, states }) => [periodId, states])),
  }));
}

function allOf(states: Readonly<Partial<Record<CellState, number>>> | undefined): StateCounts | null {
  if (states === undefined) return null;
  return Object.fromEntries(CellState.options.map((state) => [state, states[state] ?? 0])) as Record<CellState, number>;
}

function placeOfPeriod({ start, end, periodId }: MapPeriodRow): PeriodPlace {
  return { start, end, periodId };
}
