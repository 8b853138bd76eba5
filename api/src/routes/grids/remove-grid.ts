import { defineRoute, noContent } from "../../contract/define-route.ts";
import { GridParams } from "../../schemas/grid.ts";

export const removeGrid = defineRoute({
  method: "DELETE",
  path: "/v1/grids/{grid}",
  operation: "grids.remove",
  summary: "Removes a grid with its members and cells",
  permission: "grids:write",
  reach: "scoped",
  params: GridParams,
  response: noContent,
  errors: ["GRID_NOT_FOUND"],

  async handle({ engine, params, actor }) {
    await engine.removeGrid(params.grid, { by: actor });
  },
});
