import { defineRoute } from "../../contract/define-route.ts";
import { FreshnessQuery, FreshnessView } from "../../schemas/grid-freshness.ts";
import { GridParams } from "../../schemas/grid.ts";
import { listOf } from "../../schemas/page.ts";

export const getGridFreshness = defineRoute({
  method: "GET",
  path: "/v1/grids/{grid}/freshness",
  operation: "grids.freshness",
  summary: "Shows which periods of a grid are complete by their deadlines, the latest deadline first",
  description: "Of the task types that have `freshness` in the grid's definition.",
  permission: "grids:read",
  reach: "scoped",
  params: GridParams,
  query: FreshnessQuery,
  bounded: "At most so many as are asked for, of the days that are asked for.",
  response: listOf(FreshnessView),
  errors: ["GRID_NOT_FOUND"],

  handle: async ({ engine, params, query }) => ({ items: await engine.gridFreshness(params.grid, query) }),
});
