import type { operations } from "../generated/schema.d.ts";
import { unwrap, type Http } from "../http.ts";

type Body = operations["grids.backfill"]["requestBody"]["content"]["application/json"];
type Query = NonNullable<operations["grids.backfills"]["parameters"]["query"]>;

/** Which cells are made afterwards. */
export type GridBackfillRequest = Omit<Body, "preview">;

const pathTo = (grid: string) => ({ path: { grid } });
const pathToOne = (grid: string, backfillId: number) => ({ path: { grid, backfillId } });

/** Cells of past days that are made afterwards. */
export function createGridBackfills(http: Http) {
  return {
    /** What it would do; nothing is written. @throws BelfryProblem GRID_NOT_FOUND, GRID_BACKFILL_INVALID */
    preview: async (grid: string, body: GridBackfillRequest) =>
      (
        await unwrap(
          http.POST("/v1/grids/{grid}/backfills", { params: pathTo(grid), body: { ...body, preview: true } }),
        )
      ).plan,
    /** @throws BelfryProblem GRID_NOT_FOUND, GRID_BACKFILL_INVALID */
    start: (grid: string, body: GridBackfillRequest) =>
      unwrap(http.POST("/v1/grids/{grid}/backfills", { params: pathTo(grid), body })),
    /** One page, the newest first. @throws BelfryProblem GRID_NOT_FOUND */
    list: (grid: string, query: Query = {}) =>
      unwrap(http.GET("/v1/grids/{grid}/backfills", { params: { ...pathTo(grid), query } })),
    /** @throws BelfryProblem GRID_NOT_FOUND, GRID_BACKFILL_UNKNOWN */
    get: (grid: string, id: number) =>
      unwrap(http.GET("/v1/grids/{grid}/backfills/{backfillId}", { params: pathToOne(grid, id) })),
    /** @throws BelfryProblem GRID_BACKFILL_UNKNOWN, GRID_BACKFILL_OVER */
    pause: (grid: string, id: number) =>
      unwrap(http.POST("/v1/grids/{grid}/backfills/{backfillId}/pause", { params: pathToOne(grid, id) })),
    /** @throws BelfryProblem GRID_BACKFILL_UNKNOWN, GRID_BACKFILL_OVER */
    resume: (grid: string, id: number) =>
      unwrap(http.POST("/v1/grids/{grid}/backfills/{backfillId}/resume", { params: pathToOne(grid, id) })),
    /** @throws BelfryProblem GRID_BACKFILL_UNKNOWN, GRID_BACKFILL_OVER */
    cancel: (grid: string, id: number) =>
      unwrap(http.POST("/v1/grids/{grid}/backfills/{backfillId}/cancel", { params: pathToOne(grid, id) })),
  };
}
