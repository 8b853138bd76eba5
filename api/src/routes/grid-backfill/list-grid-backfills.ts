import { defineRoute } from "../../contract/define-route.ts";
import { BackfillView } from "../../schemas/grid-backfill.ts";
import { GridParams } from "../../schemas/grid.ts";
import { PageQuery, pageOf, readPage } from "../../schemas/page.ts";

export const listGridBackfills = defineRoute({
  method: "GET",
  path: "/v1/grids/{grid}/backfills",
  operation: "grids.backfills",
  summary: "Lists backfills of a grid with how far they are, the newest first",
  permission: "grids:read",
  reach: "scoped",
  params: GridParams,
  query: PageQuery,
  response: pageOf(BackfillView),
  errors: ["GRID_NOT_FOUND"],

  handle: ({ engine, params, query }) => readPage(query, (page) => engine.listGridBackfills(params.grid, page)),
});
