import { defineRoute } from "../../contract/define-route.ts";
import { GenerateBody, GridGeneration, GridParams } from "../../schemas/grid.ts";

export const generateGrid = defineRoute({
  method: "POST",
  path: "/v1/grids/{grid}/generate",
  operation: "grids.generate",
  summary: "Makes the cells of a base date that are missing",
  description:
    "Doing it again changes nothing: cells that were made and cells that were there are counted apart. A task type that fails says why in its line, and the others are generated.",
  permission: "grids:run",
  reach: "scoped",
  params: GridParams,
  body: GenerateBody,
  example: { body: { schedule: "daily", date: "2025-10-04" } },
  response: GridGeneration,
  errors: ["GRID_NOT_FOUND", "GRID_TASK_UNKNOWN", "GRID_DIMENSION_UNKNOWN"],

  handle: ({ engine, params, body, actor }) => engine.generateGrid(params.grid, body, { by: actor }),
});
