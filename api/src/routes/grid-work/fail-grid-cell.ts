import { defineRoute } from "../../contract/define-route.ts";
import { GridParams } from "../../schemas/grid.ts";
import { CellEndView, FailBody } from "../../schemas/grid-work.ts";

export const failGridCell = defineRoute({
  method: "POST",
  path: "/v1/grids/{grid}/fail",
  operation: "grids.fail",
  summary: "Says that a cell could not be done, and why",
  description:
    "It is tried again as often as its task type says, unless it is told that this cannot help. Sent again with the same epoch it answers the same. When the lease has run out, or the cell was handed out again, it is refused and changes nothing.",
  permission: "grids:run",
  reach: "scoped",
  params: GridParams,
  body: FailBody,
  example: { body: { cell: "1-1-2", epoch: 1, reason: "The platform did not answer.", retryable: true } },
  response: CellEndView,
  errors: ["GRID_NOT_FOUND", "GRID_CELL_UNKNOWN", "GRID_LEASE_LOST"],

  handle: ({ engine, params, body }) => engine.failGridCell(params.grid, body),
});
