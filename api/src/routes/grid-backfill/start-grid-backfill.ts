import { defineRoute } from "../../contract/define-route.ts";
import { BackfillBody, BackfillStarted } from "../../schemas/grid-backfill.ts";
import { GridParams } from "../../schemas/grid.ts";

export const startGridBackfill = defineRoute({
  method: "POST",
  path: "/v1/grids/{grid}/backfills",
  operation: "grids.backfill",
  summary: "Makes cells of past days, or says what that would be",
  description:
    "The plan is stored at once, and the cells are written meanwhile, the newest days first. They are handed out after all cells of the daily run. Asking for the same again while it is under way begins no second one.",
  permission: "grids:run",
  reach: "scoped",
  params: GridParams,
  body: BackfillBody,
  example: { body: { from: "2025-07-01", until: "2025-09-30", tasks: ["badscore"] } },
  response: BackfillStarted,
  errors: ["GRID_NOT_FOUND", "GRID_TASK_UNKNOWN", "GRID_DIMENSION_UNKNOWN", "GRID_BACKFILL_INVALID"],

  async handle({ engine, params, body: { preview, ...request }, actor }) {
    if (preview) return { plan: await engine.previewGridBackfill(params.grid, request), backfill: null };
    return engine.startGridBackfill(params.grid, request, { by: actor });
  },
});
