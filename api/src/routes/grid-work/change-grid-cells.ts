import { defineRoute } from "../../contract/define-route.ts";
import { GridParams } from "../../schemas/grid.ts";
import { CellsChanged, CellsWithReasonBody, RetryCellsBody } from "../../schemas/grid-work.ts";

const errors = ["GRID_NOT_FOUND", "GRID_TASK_UNKNOWN", "GRID_DIMENSION_UNKNOWN", "GRID_CELL_UNKNOWN"] as const;

export const retryGridCells = defineRoute({
  method: "POST",
  path: "/v1/grids/{grid}/cells/retry",
  operation: "grids.retry",
  summary: "Tries cells again, from their first attempt on",
  description: "Those that failed, unless other states are named. Cells that somebody works on are left alone.",
  permission: "grids:run",
  reach: "scoped",
  params: GridParams,
  body: RetryCellsBody,
  example: { body: { period: "2025-10-03", tasks: ["badscore"], reason: "The platform answers again." } },
  response: CellsChanged,
  errors,

  handle: ({ engine, params, body, actor }) => engine.changeGridCells(params.grid, "retry", body, { by: actor }),
});

export const skipGridCells = defineRoute({
  method: "POST",
  path: "/v1/grids/{grid}/cells/skip",
  operation: "grids.skip",
  summary: "Leaves cells out, with the reason",
  description: "Those that are pending or failed. Cells that somebody works on are left alone.",
  permission: "grids:run",
  reach: "scoped",
  params: GridParams,
  body: CellsWithReasonBody,
  example: { body: { cells: ["1-1-2"], reason: "The shop was closed for a holiday." } },
  response: CellsChanged,
  errors,

  handle: ({ engine, params, body, actor }) => engine.changeGridCells(params.grid, "skip", body, { by: actor }),
});

export const finishGridCells = defineRoute({
  method: "POST",
  path: "/v1/grids/{grid}/cells/done",
  operation: "grids.done",
  summary: "Says that cells are done, with the reason",
  description: "Those that are pending, failed or skipped. Cells that somebody works on are left alone.",
  permission: "grids:run",
  reach: "scoped",
  params: GridParams,
  body: CellsWithReasonBody,
  example: { body: { period: "2025-10-03", only: { shop: ["拼多多店铺2"] }, reason: "Collected by hand." } },
  response: CellsChanged,
  errors,

  handle: ({ engine, params, body, actor }) => engine.changeGridCells(params.grid, "done", body, { by: actor }),
});
