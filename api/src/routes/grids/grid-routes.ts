import type { Route } from "../../contract/define-route.ts";
import { countGridCells } from "./count-grid-cells.ts";
import { generateGrid } from "./generate-grid.ts";
import { getGridCell } from "./get-grid-cell.ts";
import { getGridMap } from "./get-grid-map.ts";
import { getGrid } from "./get-grid.ts";
import { listGridCells } from "./list-grid-cells.ts";
import { listGridGenerations } from "./list-grid-generations.ts";
import { listGridMembers } from "./list-grid-members.ts";
import { listGrids } from "./list-grids.ts";
import { previewGrid } from "./preview-grid.ts";
import { removeGridMembers } from "./remove-grid-members.ts";
import { removeGrid } from "./remove-grid.ts";
import { saveGridMembers } from "./save-grid-members.ts";
import { saveGrid } from "./save-grid.ts";

/** The task grids, in the order of their documentation. */
export const gridRoutes: readonly Route[] = [
  listGrids,
  getGrid,
  saveGrid,
  listGridMembers,
  saveGridMembers,
  removeGridMembers,
  previewGrid,
  generateGrid,
  listGridGenerations,
  countGridCells,
  getGridMap,
  listGridCells,
  getGridCell,
  removeGrid,
];
