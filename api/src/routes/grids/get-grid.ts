import { defineRoute } from "../../contract/define-route.ts";
import { GridParams, GridView } from "../../schemas/grid.ts";

export const getGrid = defineRoute({
  method: "GET",
  path: "/v1/grids/{grid}",
  operation: "grids.get",
  summary: "Shows a grid: its dimensions and task types",
  permission: "grids:read",
  reach: "scoped",
  params: GridParams,
  response: GridView,
  errors: ["GRID_NOT_FOUND"],

  async handle({ engine, params, http }) {
    const grid = await engine.getGrid(params.grid);
    http.setRevision(grid.revision);
    return grid;
  },
});
