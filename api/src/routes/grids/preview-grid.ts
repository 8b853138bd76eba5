import { defineRoute } from "../../contract/define-route.ts";
import { GridParams, PlannedGeneration, PreviewQuery } from "../../schemas/grid.ts";
import { listOf } from "../../schemas/page.ts";

export const previewGrid = defineRoute({
  method: "GET",
  path: "/v1/grids/{grid}/preview",
  operation: "grids.preview",
  summary: "Shows the next generations with the dates of every task type",
  description:
    "They are the fire times of the rules that are enabled and whose action `grid.generate` names this grid.",
  permission: "grids:read",
  reach: "scoped",
  params: GridParams,
  query: PreviewQuery,
  bounded: "At most so many as are asked for.",
  response: listOf(PlannedGeneration),
  errors: ["GRID_NOT_FOUND"],

  handle: async ({ engine, params, query }) => ({ items: await engine.previewGrid(params.grid, query.count) }),
});
