import { defineRoute } from "../../contract/define-route.ts";
import { BackfillParams, BackfillView } from "../../schemas/grid-backfill.ts";

export const getGridBackfill = defineRoute({
  method: "GET",
  path: "/v1/grids/{grid}/backfills/{backfillId}",
  operation: "grids.getBackfill",
  summary: "Shows how far a backfill is",
  permission: "grids:read",
  reach: "scoped",
  params: BackfillParams,
  response: BackfillView,
  errors: ["GRID_NOT_FOUND", "GRID_BACKFILL_UNKNOWN"],

  handle: ({ engine, params }) => engine.getGridBackfill(params.grid, params.backfillId),
});
