import type { operations } from "../generated/schema.d.ts";
import { unwrap, type Http } from "../http.ts";

type Body<Name extends "grids.saveMembers" | "grids.generate" | "grids.removeMembers"> =
  operations[Name]["requestBody"]["content"]["application/json"];
type Query<Name extends "grids.members" | "grids.cells" | "grids.counts" | "grids.map" | "grids.generations"> =
  NonNullable<operations[Name]["parameters"]["query"]>;

/** A grid as it is written: a whole definition with its name. */
export type GridDraft = { readonly grid: string } & Readonly<Record<string, unknown>>;

/** Which cells are made. */
export type GridGenerate = Body<"grids.generate">;

export interface GridChange {
  /** The `revision` of the grid that was read: refused when somebody has changed it since. @default the last one wins */
  readonly ifRevision?: string;
}

const pathTo = (grid: string) => ({ path: { grid } });

/** Task grids: task types × members × periods. */
export function createGrids(http: Http) {
  return {
    list: async () => (await unwrap(http.GET("/v1/grids"))).items,
    /** @throws BelfryProblem GRID_NOT_FOUND */
    get: (grid: string) => unwrap(http.GET("/v1/grids/{grid}", { params: pathTo(grid) })),
    /** @throws BelfryProblem GRID_INVALID with all problems, PRECONDITION_FAILED */
    save: (draft: GridDraft, { ifRevision }: GridChange = {}) =>
      unwrap(
        http.PUT("/v1/grids/{grid}", {
          params: {
            ...pathTo(draft.grid),
            header: { ...(ifRevision !== undefined && { "if-match": `"${ifRevision}"` }) },
          },
          body: draft,
        }),
      ),
    /** Removes a grid with its members and cells. @throws BelfryProblem GRID_NOT_FOUND */
    remove: (grid: string) => unwrap(http.DELETE("/v1/grids/{grid}", { params: pathTo(grid) })),
    /** One page, in the order of their names. @throws BelfryProblem GRID_NOT_FOUND */
    members: (grid: string, query: Query<"grids.members"> = {}) =>
      unwrap(http.GET("/v1/grids/{grid}/members", { params: { ...pathTo(grid), query } })),
    /** All of them or none. @throws BelfryProblem GRID_NOT_FOUND, GRID_MEMBERS_INVALID, GRID_MEMBERS_EMPTY */
    saveMembers: (grid: string, body: Body<"grids.saveMembers">) =>
      unwrap(http.POST("/v1/grids/{grid}/members", { params: pathTo(grid), body })),
    /** @throws BelfryProblem GRID_NOT_FOUND, GRID_MEMBERS_INVALID */
    removeMembers: (grid: string, members: Body<"grids.removeMembers">["members"]) =>
      unwrap(http.POST("/v1/grids/{grid}/members/remove", { params: pathTo(grid), body: { members } })),
    /** The next generations, with the dates of every task type. @throws BelfryProblem GRID_NOT_FOUND */
    preview: async (grid: string, count = 8) =>
      (await unwrap(http.GET("/v1/grids/{grid}/preview", { params: { ...pathTo(grid), query: { count } } }))).items,
    /** Makes the cells that are missing. @throws BelfryProblem GRID_NOT_FOUND, GRID_TASK_UNKNOWN, GRID_DIMENSION_UNKNOWN */
    generate: (grid: string, body: Body<"grids.generate"> = {}) =>
      unwrap(http.POST("/v1/grids/{grid}/generate", { params: pathTo(grid), body })),
    /** What generations came to, the newest first. @throws BelfryProblem GRID_NOT_FOUND */
    generations: (grid: string, query: Query<"grids.generations"> = {}) =>
      unwrap(http.GET("/v1/grids/{grid}/generations", { params: { ...pathTo(grid), query } })),
    /** How many cells are in each state. @throws BelfryProblem GRID_NOT_FOUND, GRID_TASK_UNKNOWN, GRID_DIMENSION_UNKNOWN */
    counts: async (grid: string, query: Query<"grids.counts"> = {}) =>
      (await unwrap(http.GET("/v1/grids/{grid}/counts", { params: { ...pathTo(grid), query } }))).items,
    /** Members, or the values of a dimension, against periods. @throws BelfryProblem GRID_NOT_FOUND, GRID_TASK_UNKNOWN, GRID_DIMENSION_UNKNOWN */
    map: (grid: string, query: Query<"grids.map"> = {}) =>
      unwrap(http.GET("/v1/grids/{grid}/map", { params: { ...pathTo(grid), query } })),
    /** Everything about one cell. @throws BelfryProblem GRID_NOT_FOUND, GRID_CELL_UNKNOWN */
    cell: (grid: string, cell: string) =>
      unwrap(http.GET("/v1/grids/{grid}/cells/{cell}", { params: { path: { grid, cell } } })),
    /** One page, the newest period first. @throws BelfryProblem GRID_NOT_FOUND, GRID_TASK_UNKNOWN, GRID_DIMENSION_UNKNOWN */
    cells: (grid: string, query: Query<"grids.cells"> = {}) =>
      unwrap(http.GET("/v1/grids/{grid}/cells", { params: { ...pathTo(grid), query } })),
  };
}
