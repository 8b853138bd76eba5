import type { Actor } from "@belfry/model";
import type { EngineCore } from "../../engine-core.ts";
import { createTellGrid } from "../tell-grid.ts";
import { changeCells, type CellChangeRequest, type CellsChanged, type CellWish } from "./change-cells.ts";
import { createClaimForWorker, type ClaimedCell, type ClaimRequest } from "./claim-cells.ts";
import {
  createCellEnds,
  extendLeases,
  type CellEnd,
  type CellFailure,
  type Completion,
  type HeartbeatRequest,
  type HeldLease,
} from "./end-cell.ts";

/** What the engine answers to programs that work on cells, and to people who change them by hand. */
export interface GridWorkPart {
  /** Hands out cells, none when there are none. @throws AppError GRID_NOT_FOUND, GRID_TASK_UNKNOWN, GRID_DIMENSION_UNKNOWN */
  claimGridCells(grid: string, request: ClaimRequest): Promise<ClaimedCell[]>;
  /** Says that somebody still works on cells, and which of them are no longer theirs. @throws AppError GRID_NOT_FOUND, GRID_CELL_UNKNOWN */
  extendGridLeases(grid: string, request: HeartbeatRequest): Promise<HeldLease[]>;
  /** Repeated with the same epoch it answers the same. @throws AppError GRID_NOT_FOUND, GRID_CELL_UNKNOWN, GRID_LEASE_LOST */
  completeGridCell(grid: string, completion: Completion): Promise<CellEnd>;
  /** Repeated with the same epoch it answers the same. @throws AppError GRID_NOT_FOUND, GRID_CELL_UNKNOWN, GRID_LEASE_LOST */
  failGridCell(grid: string, failure: CellFailure): Promise<CellEnd>;
  /** Tries cells again, leaves them out, or says that they are done. @throws AppError GRID_NOT_FOUND, GRID_TASK_UNKNOWN, GRID_DIMENSION_UNKNOWN, GRID_CELL_UNKNOWN */
  changeGridCells(
    grid: string,
    wish: CellWish,
    request: CellChangeRequest,
    options: { readonly by: Actor },
  ): Promise<CellsChanged>;
}

export function createGridWorkPart(core: EngineCore): GridWorkPart {
  const { store, feed } = core;
  const claim = createClaimForWorker(store);
  const ends = createCellEnds(store, Math.random);
  const told = createTellGrid((grid) => feed.changed("grids", grid));
  return {
    async claimGridCells(grid, request) {
      const cells = await claim(grid, request);
      // Programs that find nothing ask again and again: nothing has changed by that.
      if (cells.length > 0) feed.changed("grids", grid);
      return cells;
    },
    extendGridLeases: (grid, request) => extendLeases(store, grid, request),
    completeGridCell: (grid, completion) => told(grid, ends.complete(grid, completion)),
    failGridCell: (grid, failure) => told(grid, ends.fail(grid, failure)),
    changeGridCells: (grid, wish, request, { by }) => told(grid, changeCells(core, grid, wish, request, by)),
  };
}
