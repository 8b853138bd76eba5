import { defineRoute } from "../../contract/define-route.ts";
import { CellDetailView, CellParams } from "../../schemas/grid-map.ts";

export const getGridCell = defineRoute({
  method: "GET",
  path: "/v1/grids/{grid}/cells/{cell}",
  operation: "grids.cell",
  summary: "Shows everything about one cell, and why it is not worked on",
  permission: "grids:read",
  reach: "scoped",
  params: CellParams,
  response: CellDetailView,
  errors: ["GRID_NOT_FOUND", "GRID_CELL_UNKNOWN"],

  handle: ({ engine, params }) => engine.getGridCell(params.grid, params.cell),
});
