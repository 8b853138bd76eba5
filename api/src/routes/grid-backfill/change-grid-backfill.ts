import { defineRoute } from "../../contract/define-route.ts";
import { BackfillParams, BackfillView } from "../../schemas/grid-backfill.ts";

const errors = ["GRID_NOT_FOUND", "GRID_BACKFILL_UNKNOWN", "GRID_BACKFILL_OVER"] as const;

export const pauseGridBackfill = defineRoute({
  method: "POST",
  path: "/v1/grids/{grid}/backfills/{backfillId}/pause",
  operation: "grids.pauseBackfill",
  summary: "Pauses a backfill: no more of its cells are written or handed out",
  description: "Cells that somebody works on go on to their end. Pausing again changes nothing.",
  permission: "grids:run",
  reach: "scoped",
  params: BackfillParams,
  response: BackfillView,
  errors,

  handle: ({ engine, params, actor }) =>
    engine.changeGridBackfill(params.grid, params.backfillId, { wish: "pause", by: actor }),
});

export const resumeGridBackfill = defineRoute({
  method: "POST",
  path: "/v1/grids/{grid}/backfills/{backfillId}/resume",
  operation: "grids.resumeBackfill",
  summary: "Lets a paused backfill go on where it was",
  permission: "grids:run",
  reach: "scoped",
  params: BackfillParams,
  response: BackfillView,
  errors,

  handle: ({ engine, params, actor }) =>
    engine.changeGridBackfill(params.grid, params.backfillId, { wish: "resume", by: actor }),
});

export const cancelGridBackfill = defineRoute({
  method: "POST",
  path: "/v1/grids/{grid}/backfills/{backfillId}/cancel",
  operation: "grids.cancelBackfill",
  summary: "Gives up what is left of a backfill",
  description:
    "Cells that nobody came to are skipped, and missing for the next backfill; those that had been done or failed before are that again. Cells that somebody works on go on to their end.",
  permission: "grids:run",
  reach: "scoped",
  params: BackfillParams,
  response: BackfillView,
  errors,

  handle: ({ engine, params, actor }) =>
    engine.changeGridBackfill(params.grid, params.backfillId, { wish: "cancel", by: actor }),
});
