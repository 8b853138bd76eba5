import type { Store } from "@belfry/store";
import { selectCellsOfMembers } from "../sql/grid/select-cells-of-members.ts";
import { selectGridCells, type GridCellRow } from "../sql/grid/select-grid-cells.ts";
import { selectGridCounts, type GridCountRow } from "../sql/grid/select-grid-counts.ts";
import { selectMemberIds } from "../sql/grid/select-member-ids.ts";
import { cellKey } from "./work/cell-key.ts";
import { openCellFilter, type CellFilter, type OpenCellFilter } from "./cell-filter.ts";

/** Where a page of cells ended. */
export interface CellPlace {
  readonly start: string;
  readonly end: string;
  readonly periodId: number;
  readonly taskTypeId: number;
  readonly memberId: number;
}

export interface CellPageFilter extends CellFilter {
  /** Only members one of whose names holds this. */
  readonly text?: string | undefined;
  readonly after?: CellPlace | undefined;
  readonly limit: number;
}

export interface PeriodView {
  readonly label: string;
  readonly start: string;
  readonly end: string;
}

export interface CellView extends Omit<GridCellRow, "path" | "memberId"> {
  /** Its name, as claims and changes by hand name it. */
  readonly cell: string;
  readonly task: string;
  readonly period: PeriodView;
  /** Dimension → value. */
  readonly member: Readonly<Record<string, string>>;
}

/** More than these are no search any more. */
const MOST_FOUND = 1_000;

/**
 * One page of cells: the newest period first, in it the task types in their order, in them the members. The counts say where
 * there are any, so only the task types and periods are looked at that make the page, however many cells are stored. Of a
 * text or of single members, the first thousand that fit are looked for.
 * @throws AppError GRID_NOT_FOUND, GRID_TASK_UNKNOWN, GRID_DIMENSION_UNKNOWN
 */
export async function listGridCells(
  store: Store,
  slug: string,
  { text, after, limit, ...filter }: CellPageFilter,
): Promise<{ readonly items: CellView[]; readonly next: CellPlace | null }> {
  const asked = await openCellFilter(store, slug, filter);
  const { gridId, types, selection, groups, states } = asked;
  const order = [...types.keys()];
  const isSearch = text !== undefined || Object.keys(selection).length > Object.keys(groups).length;
  const memberIds = isSearch
    ? await selectMemberIds(store, { gridId, selection, text: text ?? null, limit: MOST_FOUND })
    : [];
  const parts = await selectGridCounts(store, { ...asked, taskTypeIds: order, selection: groups, by: [] });
  const found: { readonly row: GridCellRow; readonly part: GridCountRow }[] = [];
  for (const part of parts) {
    const place = after === undefined ? 1 : comparePlaces(part, after, order);
    if (place < 0) continue;
    // One more than asked for tells whether there is a next page.
    const { taskTypeId, periodId, start } = part;
    const left = limit + 1 - found.length;
    const of = { taskTypeId, periodId, start, after: place === 0 ? (after?.memberId ?? 0) : 0, states, limit: left };
    const rows = isSearch
      ? await selectCellsOfMembers(store, { ...of, memberIds })
      : await selectGridCells(store, { ...of, selection: groups });
    found.push(...rows.map((row) => ({ row, part })));
    if (found.length > limit) break;
  }
  const page = found.slice(0, limit);
  const last = found.length > limit ? page.at(-1) : undefined;
  return { items: page.map((cell) => viewOf(cell, asked)), next: last === undefined ? null : placeOf(last) };
}

function viewOf(
  { row, part }: { readonly row: GridCellRow; readonly part: GridCountRow },
  { grid, types }: OpenCellFilter,
): CellView {
  const { path, memberId, ...cell } = row;
  const { label, start, end } = part;
  return {
    cell: cellKey({ taskTypeId: part.taskTypeId, periodId: part.periodId, memberId }),
    task: types.get(part.taskTypeId) ?? "",
    period: { label, start, end },
    member: Object.fromEntries(grid.dimensions.map(({ dimension }, i) => [dimension, path[i] ?? ""])),
    ...cell,
  };
}

function placeOf({ row, part }: { readonly row: GridCellRow; readonly part: GridCountRow }): CellPlace {
  const { start, end, periodId, taskTypeId } = part;
  return { start, end, periodId, taskTypeId, memberId: row.memberId };
}

/** Below 0: it stands before the place; 0: it is the part in which the place lies. */
function comparePlaces(
  part: Omit<CellPlace, "memberId">,
  place: Omit<CellPlace, "memberId">,
  order: readonly number[],
): number {
  if (part.start !== place.start) return part.start > place.start ? -1 : 1;
  if (part.end !== place.end) return part.end > place.end ? -1 : 1;
  if (part.periodId !== place.periodId) return part.periodId > place.periodId ? -1 : 1;
  return order.indexOf(part.taskTypeId) - order.indexOf(place.taskTypeId);
}
