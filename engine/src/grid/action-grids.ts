import type { Grids } from "@belfry/plugin-kit";
import { saveGridMembers } from "./change-members.ts";
import { generateGrid, type GenerateDeps } from "./generate-grid.ts";
import { gridTasks } from "./grid-tasks.ts";
import { mirroredCells } from "./mirror/mirrored-cells.ts";
import { settleMirrored } from "./mirror/settle-mirrored.ts";

/** The grids as an action of an execution sees them. What it changes stands in its run and not in the audit log. */
export function createGrids(deps: GenerateDeps, execution: { readonly id: number; readonly dueAt: Date }): Grids {
  return {
    generate: (grid, request) => generateGrid(deps, grid, request, { executionId: execution.id, at: execution.dueAt }),
    tasks: (grid, request = {}) => gridTasks(deps, grid, request, execution.dueAt),
    mirrored: (grid, filter) => mirroredCells(deps.store, grid, filter),
    settle: (grid, settlements, reason) => settleMirrored(deps.store, grid, settlements, reason),
    saveMembers: (grid, members, options) => saveGridMembers(deps, grid, members, options),
  };
}
