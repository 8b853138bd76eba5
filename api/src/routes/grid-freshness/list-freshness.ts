import { defineRoute } from "../../contract/define-route.ts";
import { FreshnessQuery, FreshnessView } from "../../schemas/grid-freshness.ts";
import { listOf } from "../../schemas/page.ts";

export const listFreshness = defineRoute({
  method: "GET",
  path: "/v1/freshness",
  operation: "freshness.list",
  summary: "Shows which periods of all grids are complete by their deadlines, the latest deadline first",
  permission: "grids:read",
  reach: "scoped",
  query: FreshnessQuery,
  bounded: "At most so many as are asked for, of the days that are asked for.",
  response: listOf(FreshnessView),
  errors: [],

  handle: async ({ engine, query, scope }) => ({ items: await engine.freshness({ ...query, scope }) }),
});
