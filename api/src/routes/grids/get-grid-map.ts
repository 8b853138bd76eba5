import { AppError } from "@belfry/model";
import { z } from "zod";
import { defineRoute } from "../../contract/define-route.ts";
import { GridMapView, MapQuery } from "../../schemas/grid-map.ts";
import { GridParams } from "../../schemas/grid.ts";
import { readPlace, writePlace } from "../../schemas/page.ts";

const rowOrder = "map-rows";
const periodOrder = "map-periods";
const RowPlace = z.array(z.string()).min(1).max(6);
const Day = z.iso.date();
const PeriodPlace = z.strictObject({ start: Day, end: Day, periodId: z.int().min(0).max(2_147_483_647) });

export const getGridMap = defineRoute({
  method: "GET",
  path: "/v1/grids/{grid}/map",
  operation: "grids.map",
  summary: "Shows members, or the values of a dimension, against periods: how many cells are in each state",
  description:
    "Rows and columns come in pages. Of dimensions the counts are added up that are kept when cells change; of members only the cells of the page are looked at, so a page costs the same however many cells are stored.",
  permission: "grids:read",
  reach: "scoped",
  params: GridParams,
  query: MapQuery,
  example: { query: { rows: "shop", tasks: "badscore", only: "platform=pdd", from: "2025-10-01" } },
  response: GridMapView,
  errors: ["GRID_NOT_FOUND", "GRID_TASK_UNKNOWN", "GRID_DIMENSION_UNKNOWN"],

  async handle({ engine, params, query: { cursor, columnCursor, ...query } }) {
    const { periods, items, next, older } = await engine.mapGrid(params.grid, {
      ...query,
      ...(cursor !== undefined && { after: placeIn("cursor", cursor, rowOrder, RowPlace) }),
      ...(columnCursor !== undefined && {
        before: placeIn("columnCursor", columnCursor, periodOrder, PeriodPlace),
      }),
    });
    return {
      periods,
      items,
      nextCursor: next === null ? null : writePlace(rowOrder, JSON.stringify(next), ""),
      olderPeriods: older === null ? null : writePlace(periodOrder, JSON.stringify(older), ""),
    };
  },
});

/** @throws AppError REQUEST_INVALID */
function placeIn<Place extends z.ZodType>(name: string, cursor: string, order: string, schema: Place): z.output<Place> {
  const { place } = readPlace(cursor, order);
  try {
    return schema.parse(JSON.parse(place));
  } catch (error) {
    const problem = {
      path: `query.${name}`,
      message: "This is no cursor of a page.",
      remedy: "Send the one that the page before named.",
    };
    throw new AppError("REQUEST_INVALID", { problems: [problem] }, { cause: error });
  }
}
