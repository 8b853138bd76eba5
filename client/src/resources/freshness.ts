import type { operations } from "../generated/schema.d.ts";
import { unwrap, type Http } from "../http.ts";

type Query = NonNullable<operations["freshness.list"]["parameters"]["query"]>;

/** Which periods of task grids are complete by their deadlines. */
export function createFreshness(http: Http) {
  return {
    /** Of all grids, the latest deadline first. */
    list: async (query: Query = {}) => (await unwrap(http.GET("/v1/freshness", { params: { query } }))).items,
    /** @throws BelfryProblem GRID_NOT_FOUND */
    ofGrid: async (grid: string, query: Query = {}) =>
      (await unwrap(http.GET("/v1/grids/{grid}/freshness", { params: { path: { grid }, query } }))).items,
  };
}
