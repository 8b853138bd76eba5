import { defineRoute } from "../../contract/define-route.ts";
import { GridView } from "../../schemas/grid.ts";
import { listOf } from "../../schemas/page.ts";

export const listGrids = defineRoute({
  method: "GET",
  path: "/v1/grids",
  operation: "grids.list",
  summary: "Lists the task grids",
  permission: "grids:read",
  reach: "scoped",
  bounded: "Somebody makes each of them by hand.",
  response: listOf(GridView),
  errors: [],

  handle: async ({ engine, scope }) => ({ items: await engine.listGrids(scope) }),
});
