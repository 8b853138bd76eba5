import type { Actor, MemberSelection, Scope } from "@belfry/model";
import type { EngineCore } from "../engine-core.ts";
import { selectGrids } from "../sql/grid/select-grids.ts";
import { selectGridGenerations, type GridGenerationRow } from "../sql/grid/select-grid-generations.ts";
import { selectGridMembers, type GridMemberRow } from "../sql/grid/select-grid-members.ts";
import type { GridRow } from "../sql/grid/grid-rows.ts";
import { removeGrid, saveGrid, type GridSaveOptions } from "./change-grid.ts";
import {
  dropGridMembers,
  saveGridMembers,
  type GridMemberInput,
  type MemberCounts,
  type MemberWriteOptions,
} from "./change-members.ts";
import { generateGrid, type GenerateRequest, type GridGeneration } from "./generate-grid.ts";
import { cellDetail, type CellDetail } from "./cell-detail.ts";
import { countGridCells, type CellCounts, type CountFilter } from "./grid-counts.ts";
import { mapGrid, type GridMap, type MapFilter } from "./grid-map.ts";
import { listGridCells, type CellPageFilter, type CellPlace, type CellView } from "./grid-cells.ts";
import { previewGrid, type PlannedGeneration } from "./preview-grid.ts";
import { gridNamed } from "./read-grid.ts";
import { selectionByPlace } from "./selection.ts";
import { createTellGrid } from "./tell-grid.ts";

export type GridView = Omit<GridRow, "id" | "slug" | "labels">;

export interface GridMemberView extends Omit<GridMemberRow, "path"> {
  /** Dimension → value. */
  readonly member: Readonly<Record<string, string>>;
  /** Where it stands in the list, as `after` of the rest. */
  readonly place: readonly string[];
}

export interface MemberPageFilter {
  readonly only?: MemberSelection | undefined;
  /** Only those one of whose names holds this. */
  readonly text?: string | undefined;
  /** Whether also those that were removed. @default false */
  readonly removed?: boolean | undefined;
  readonly after?: readonly string[] | undefined;
  readonly limit: number;
}

/** What the engine answers about grids. */
export interface GridPart {
  /** @param scope whose grids are given */
  listGrids(scope: Scope | null): Promise<GridView[]>;
  /** @throws AppError GRID_NOT_FOUND */
  getGrid(grid: string): Promise<GridView>;
  /** Saving the same again changes nothing. @throws AppError GRID_INVALID, GRID_EXISTS, LABEL_NOT_ALLOWED, PRECONDITION_FAILED */
  saveGrid(input: unknown, options: GridSaveOptions): Promise<GridView>;
  /** Removes a grid with its members and cells. @throws AppError GRID_NOT_FOUND */
  removeGrid(grid: string, options: { readonly by: Actor }): Promise<void>;
  /** One page, in the order of their names. @throws AppError GRID_NOT_FOUND, GRID_DIMENSION_UNKNOWN */
  listGridMembers(grid: string, page: MemberPageFilter): Promise<GridMemberView[]>;
  /** All of them or none. @throws AppError GRID_NOT_FOUND, GRID_MEMBERS_INVALID, GRID_MEMBERS_EMPTY, GRID_DIMENSION_UNKNOWN */
  saveGridMembers(
    grid: string,
    members: readonly GridMemberInput[],
    options: MemberWriteOptions & { readonly by: Actor },
  ): Promise<MemberCounts>;
  /** Removes members by their names. @throws AppError GRID_NOT_FOUND, GRID_MEMBERS_INVALID */
  removeGridMembers(
    grid: string,
    members: readonly Readonly<Record<string, string>>[],
    options: { readonly by: Actor },
  ): Promise<Pick<MemberCounts, "removed" | "retired">>;
  /** Makes the cells of a base date that are missing. @throws AppError GRID_NOT_FOUND, GRID_TASK_UNKNOWN, GRID_DIMENSION_UNKNOWN */
  generateGrid(grid: string, request: GenerateRequest, options: { readonly by: Actor }): Promise<GridGeneration>;
  /** The next generations, with the dates of each task type. @throws AppError GRID_NOT_FOUND */
  previewGrid(grid: string, count: number): Promise<PlannedGeneration[]>;
  /** What generations came to, the newest first. @throws AppError GRID_NOT_FOUND */
  listGridGenerations(
    grid: string,
    page: { readonly before?: number; readonly limit: number },
  ): Promise<GridGenerationRow[]>;
  /** @throws AppError GRID_NOT_FOUND, GRID_TASK_UNKNOWN, GRID_DIMENSION_UNKNOWN */
  listGridCells(
    grid: string,
    page: CellPageFilter,
  ): Promise<{ readonly items: readonly CellView[]; readonly next: CellPlace | null }>;
  /** How many cells are in each state. @throws AppError GRID_NOT_FOUND, GRID_TASK_UNKNOWN, GRID_DIMENSION_UNKNOWN */
  countGridCells(grid: string, filter: CountFilter): Promise<CellCounts[]>;
  /** Members, or the values of a dimension, against periods. @throws AppError GRID_NOT_FOUND, GRID_TASK_UNKNOWN, GRID_DIMENSION_UNKNOWN */
  mapGrid(grid: string, filter: MapFilter): Promise<GridMap>;
  /** Everything about one cell, and what keeps it waiting. @throws AppError GRID_NOT_FOUND, GRID_CELL_UNKNOWN */
  getGridCell(grid: string, cell: string): Promise<CellDetail>;
}

export function createGridPart(core: EngineCore): GridPart {
  const { store, registry, calendars, feed } = core;
  const views = { store, registry, calendars, timeZone: core.services.timeZone };
  const told = createTellGrid((grid) => feed.changed("grids", grid));
  return {
    listGrids: async (scope) => (await selectGrids(store, { scope })).map(viewOf),
    getGrid: async (grid) => viewOf(await gridNamed(store, grid)),
    async saveGrid(input, options) {
      await saveGrid(core, input, options);
      const { grid } = input as { readonly grid: string };
      feed.changed("grids", grid);
      return viewOf(await gridNamed(store, grid));
    },
    removeGrid: (grid, { by }) => told(grid, removeGrid(core, grid, by)),
    async listGridMembers(slug, { only, text, removed = false, after = [], limit }) {
      const { id: gridId, definition } = await gridNamed(store, slug);
      const selection = selectionByPlace(definition, only);
      const rows = await selectGridMembers(store, { gridId, selection, text: text ?? null, removed, after, limit });
      return rows.map(({ path, ...member }) => ({
        member: Object.fromEntries(definition.dimensions.map(({ dimension }, i) => [dimension, path[i] ?? ""])),
        place: path,
        ...member,
      }));
    },
    saveGridMembers: (grid, members, options) => told(grid, saveGridMembers(core, grid, members, options)),
    removeGridMembers: (grid, members, { by }) => told(grid, dropGridMembers(core, grid, members, by)),
    generateGrid: (grid, request, { by }) => told(grid, generateGrid(core, grid, request, { by })),
    previewGrid: (grid, count) => previewGrid(views, grid, count),
    async listGridGenerations(slug, { before, limit }) {
      const { id } = await gridNamed(store, slug);
      return selectGridGenerations(store, id, { before: before ?? null, limit });
    },
    listGridCells: (grid, page) => listGridCells(store, grid, page),
    countGridCells: (grid, filter) => countGridCells(store, grid, filter),
    mapGrid: (grid, filter) => mapGrid(store, grid, filter),
    getGridCell: (grid, cell) => cellDetail(store, grid, cell),
  };
}

function viewOf({ id: _id, slug: _slug, labels: _labels, ...view }: GridRow): GridView {
  return view;
}
