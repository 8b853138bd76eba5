import { defineRoute } from "../../contract/define-route.ts";
import { GridGenerationView, GridParams } from "../../schemas/grid.ts";
import { PageQuery, pageOf, readPage } from "../../schemas/page.ts";

export const listGridGenerations = defineRoute({
  method: "GET",
  path: "/v1/grids/{grid}/generations",
  operation: "grids.generations",
  summary: "Lists what generations of a grid came to, the newest first",
  permission: "grids:read",
  reach: "scoped",
  params: GridParams,
  query: PageQuery,
  response: pageOf(GridGenerationView),
  errors: ["GRID_NOT_FOUND"],

  handle: ({ engine, params, query }) => readPage(query, (page) => engine.listGridGenerations(params.grid, page)),
});
