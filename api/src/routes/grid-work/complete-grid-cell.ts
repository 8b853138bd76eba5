import { defineRoute } from "../../contract/define-route.ts";
import { GridParams } from "../../schemas/grid.ts";
import { CellEndView, CompleteBody } from "../../schemas/grid-work.ts";

export const completeGridCell = defineRoute({
  method: "POST",
  path: "/v1/grids/{grid}/complete",
  operation: "grids.complete",
  summary: "Says that a cell is done, and what it came to",
  description:
    "Sent again with the same epoch it answers the same. When the lease has run out, or the cell was handed out again, it is refused and changes nothing.",
  permission: "grids:run",
  reach: "scoped",
  params: GridParams,
  body: CompleteBody,
  example: { body: { cell: "1-1-1", epoch: 1, result: { rows: 512 }, message: "差评 512 条" } },
  response: CellEndView,
  errors: ["GRID_NOT_FOUND", "GRID_CELL_UNKNOWN", "GRID_LEASE_LOST"],

  handle: ({ engine, params, body }) => engine.completeGridCell(params.grid, body),
});
