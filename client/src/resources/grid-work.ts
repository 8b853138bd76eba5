import type { operations } from "../generated/schema.d.ts";
import { unwrap, type Http } from "../http.ts";

type Body<Name extends "grids.claim" | "grids.heartbeat" | "grids.complete" | "grids.fail"> =
  operations[Name]["requestBody"]["content"]["application/json"];

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
  };
}
