import type { Route } from "../../contract/define-route.ts";
import { finishGridCells, retryGridCells, skipGridCells } from "./change-grid-cells.ts";
import { claimGridCells } from "./claim-grid-cells.ts";
import { completeGridCell } from "./complete-grid-cell.ts";
import { extendGridLeases } from "./extend-grid-leases.ts";
import { failGridCell } from "./fail-grid-cell.ts";

/** Working on cells: what programs ask, and what people do by hand. In the order of their documentation. */
export const gridWorkRoutes: readonly Route[] = [
  claimGridCells,
  extendGridLeases,
  completeGridCell,
  failGridCell,
  retryGridCells,
  skipGridCells,
  finishGridCells,
];
