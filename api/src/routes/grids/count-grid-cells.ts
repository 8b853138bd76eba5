import { defineRoute } from "../../contract/define-route.ts";
import { CellCounts, CountQuery, GridParams } from "../../schemas/grid.ts";
import { listOf } from "../../schemas/page.ts";

export const countGridCells = defineRoute({
  method: "GET",
  path: "/v1/grids/{grid}/counts",
  operation: "grids.counts",
  summary: "Shows how many cells of each task type and period are in each state",
  description: "They are counted when cells change, so asking costs the same however many cells are stored.",
  permission: "grids:read",
  reach: "scoped",
  params: GridParams,
  query: CountQuery,
  example: { query: { from: "2025-10-01", by: "platform" } },
  bounded:
    "One line for each task type, period and value of the dimensions that are named, of the days that are asked for.",
  response: listOf(CellCounts),
  errors: ["GRID_NOT_FOUND", "GRID_TASK_UNKNOWN", "GRID_DIMENSION_UNKNOWN"],

  handle: async ({ engine, params, query }) => ({ items: await engine.countGridCells(params.grid, query) }),
});
