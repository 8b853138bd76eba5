import type { Grids } from "@belfry/plugin-kit";
import { saveGridMembers } from "./change-members.ts";
import { generateGrid, type GenerateDeps } from "./generate-grid.ts";
import { gridTasks } from "./grid-tasks.ts";
import { createTellGrid } from "./tell-grid.ts";
import { mirroredCells } from "./mirror/mirrored-cells.ts";
import { settleMirrored } from "./mirror/settle-mirrored.ts";

export interface ActionGridsDeps extends GenerateDeps {
  /** Hears of each grid in which something may have changed. @default nobody does */
  readonly onChanged?: (grid: string) => void;
}

/** The grids as an action of an execution sees them. What it changes stands in its run and not in the audit log. */
export function createGrids(deps: ActionGridsDeps, execution: { readonly id: number; readonly dueAt: Date }): Grids {
  const told = createTellGrid((grid) => deps.onChanged?.(grid));
  return {
    generate: (grid, request) =>
      told(grid, generateGrid(deps, grid, request, { executionId: execution.id, at: execution.dueAt })),
    tasks: (grid, request = {}) => gridTasks(deps, grid, request, execution.dueAt),
    mirrored: (grid, filter) => mirroredCells(deps.store, grid, filter),
    settle: (grid, settlements, reason) => told(grid, settleMirrored(deps.store, grid, settlements, reason)),
    saveMembers: (grid, members, options) => told(grid, saveGridMembers(deps, grid, members, options)),
  };
}
