import { defineRoute } from "../../contract/define-route.ts";
import { GridParams } from "../../schemas/grid.ts";
import { ClaimBody, ClaimedCells } from "../../schemas/grid-work.ts";

export const claimGridCells = defineRoute({
  method: "POST",
  path: "/v1/grids/{grid}/claim",
  operation: "grids.claim",
  summary: "Hands out cells to a program that works on them",
  description:
    "Only cells of task types with `worker: external`. Each is handed out to one program at a time: what is most urgent first, then by turns between task types and platforms, within the limits of the task types. The program says that it still works on them with a heartbeat, and in the end completes or fails each; a cell whose lease runs out is handed out again.",
  permission: "grids:run",
  reach: "scoped",
  params: GridParams,
  body: ClaimBody,
  example: { body: { worker: "scripts-1", limit: 2, tasks: ["badscore"], only: { platform: ["pdd"] } } },
  response: ClaimedCells,
  errors: ["GRID_NOT_FOUND", "GRID_TASK_UNKNOWN", "GRID_DIMENSION_UNKNOWN"],

  async handle({ engine, params, body: { worker, leaseSeconds, ...body }, caller }) {
    const request = { ...body, worker: worker ?? caller.name, leaseMs: leaseSeconds * 1_000 };
    return { cells: await engine.claimGridCells(params.grid, request) };
  },
});
