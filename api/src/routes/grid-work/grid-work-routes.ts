import type { Route } from "../../contract/define-route.ts";
import { claimGridCells } from "./claim-grid-cells.ts";
import { completeGridCell } from "./complete-grid-cell.ts";
import { extendGridLeases } from "./extend-grid-leases.ts";
import { failGridCell } from "./fail-grid-cell.ts";

/** What programs that work on cells ask, in the order of their documentation. */
export const gridWorkRoutes: readonly Route[] = [claimGridCells, extendGridLeases, completeGridCell, failGridCell];
