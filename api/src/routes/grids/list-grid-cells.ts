import { AppError } from "@belfry/model";
import { z } from "zod";
import { defineRoute } from "../../contract/define-route.ts";
import { CellQuery, CellView, GridParams } from "../../schemas/grid.ts";
import { pageOf, readPlace, writePlace } from "../../schemas/page.ts";

const order = "cells";
const Number32 = z.int().min(0).max(2_147_483_647);
const Place = z.strictObject({
  start: z.string(),
  end: z.string(),
  periodId: Number32,
  taskTypeId: Number32,
  memberId: Number32,
});

export const listGridCells = defineRoute({
  method: "GET",
  path: "/v1/grids/{grid}/cells",
  operation: "grids.cells",
  summary: "Lists cells: the newest period first, in it the task types in their order",
  permission: "grids:read",
  reach: "scoped",
  params: GridParams,
  query: CellQuery,
  example: { query: { period: "2025-10-03", states: "pending,failed", only: "platform=pdd" } },
  response: pageOf(CellView),
  errors: ["GRID_NOT_FOUND", "GRID_TASK_UNKNOWN", "GRID_DIMENSION_UNKNOWN"],

  async handle({ engine, params, query: { cursor, ...query } }) {
    const after = cursor === undefined ? {} : { after: placeIn(cursor) };
    const { items, next } = await engine.listGridCells(params.grid, { ...query, ...after });
    return { items, nextCursor: next === null ? null : writePlace(order, JSON.stringify(next), "") };
  },
});

/** @throws AppError REQUEST_INVALID */
function placeIn(cursor: string): z.output<typeof Place> {
  const { place } = readPlace(cursor, order);
  try {
    return Place.parse(JSON.parse(place));
  } catch (error) {
    const problem = {
      path: "query.cursor",
      message: "This is no cursor of a page.",
      remedy: "Send the nextCursor of the page before.",
    };
    throw new AppError("REQUEST_INVALID", { problems: [problem] }, { cause: error });
  }
}
