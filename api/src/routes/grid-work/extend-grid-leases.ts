import { defineRoute } from "../../contract/define-route.ts";
import { GridParams } from "../../schemas/grid.ts";
import { HeartbeatBody, HeldLeases } from "../../schemas/grid-work.ts";

export const extendGridLeases = defineRoute({
  method: "POST",
  path: "/v1/grids/{grid}/heartbeat",
  operation: "grids.heartbeat",
  summary: "Says that a program still works on its cells, and tells it which it has lost",
  permission: "grids:run",
  reach: "scoped",
  params: GridParams,
  body: HeartbeatBody,
  example: { body: { cells: [{ cell: "1-1-1", epoch: 1 }], leaseSeconds: 300 } },
  response: HeldLeases,
  errors: ["GRID_NOT_FOUND", "GRID_CELL_UNKNOWN"],

  async handle({ engine, params, body: { cells, leaseSeconds } }) {
    return { cells: await engine.extendGridLeases(params.grid, { cells, leaseMs: leaseSeconds * 1_000 }) };
  },
});
