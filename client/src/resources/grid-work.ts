import type { operations } from "../generated/schema.d.ts";
import { unwrap, type Http } from "../http.ts";

type Body<
  Name extends
    | "grids.claim"
    | "grids.heartbeat"
    | "grids.complete"
    | "grids.fail"
    | "grids.retry"
    | "grids.skip"
    | "grids.done",
> = operations[Name]["requestBody"]["content"]["application/json"];

/** What people do with cells by hand. */
export type GridWish = "retry" | "skip" | "done";
/** Which cells they do it with. */
export type GridChangeCells = Omit<Body<"grids.skip">, "reason">;

const pathTo = (grid: string) => ({ path: { grid } });

/** Working on the cells of task grids. */
export function createGridWork(http: Http) {
  return {
    /** Hands out cells, none when there are none. @throws BelfryProblem GRID_NOT_FOUND, GRID_TASK_UNKNOWN */
    claim: async (grid: string, body: Body<"grids.claim"> = {}) =>
      (await unwrap(http.POST("/v1/grids/{grid}/claim", { params: pathTo(grid), body }))).cells,
    /** Says that they are still worked on. @throws BelfryProblem GRID_NOT_FOUND */
    heartbeat: async (grid: string, body: Body<"grids.heartbeat">) =>
      (await unwrap(http.POST("/v1/grids/{grid}/heartbeat", { params: pathTo(grid), body }))).cells,
    /** @throws BelfryProblem GRID_LEASE_LOST */
    complete: (grid: string, body: Body<"grids.complete">) =>
      unwrap(http.POST("/v1/grids/{grid}/complete", { params: pathTo(grid), body })),
    /** @throws BelfryProblem GRID_LEASE_LOST */
    fail: (grid: string, body: Body<"grids.fail">) =>
      unwrap(http.POST("/v1/grids/{grid}/fail", { params: pathTo(grid), body })),
    /** Tries cells again. @throws BelfryProblem GRID_NOT_FOUND, GRID_TASK_UNKNOWN, GRID_DIMENSION_UNKNOWN */
    retry: (grid: string, body: Body<"grids.retry">) =>
      unwrap(http.POST("/v1/grids/{grid}/cells/retry", { params: pathTo(grid), body })),
    /** Leaves cells out. @throws BelfryProblem GRID_NOT_FOUND, GRID_TASK_UNKNOWN, GRID_DIMENSION_UNKNOWN */
    skip: (grid: string, body: Body<"grids.skip">) =>
      unwrap(http.POST("/v1/grids/{grid}/cells/skip", { params: pathTo(grid), body })),
    /** Says that cells are done. @throws BelfryProblem GRID_NOT_FOUND, GRID_TASK_UNKNOWN, GRID_DIMENSION_UNKNOWN */
    done: (grid: string, body: Body<"grids.done">) =>
      unwrap(http.POST("/v1/grids/{grid}/cells/done", { params: pathTo(grid), body })),
  };
}
