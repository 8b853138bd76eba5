import { AppError } from "@belfry/model";
import { z } from "zod";
import { defineRoute } from "../../contract/define-route.ts";
import { GridMemberView, GridParams, MemberQuery } from "../../schemas/grid.ts";
import { pageOf, readPlace, writePlace } from "../../schemas/page.ts";

const order = "members";
const Path = z.array(z.string()).max(6);

export const listGridMembers = defineRoute({
  method: "GET",
  path: "/v1/grids/{grid}/members",
  operation: "grids.members",
  summary: "Lists the members of a grid in the order of their names",
  permission: "grids:read",
  reach: "scoped",
  params: GridParams,
  query: MemberQuery,
  example: { query: { only: "platform=pdd", limit: "20" } },
  response: pageOf(GridMemberView),
  errors: ["GRID_NOT_FOUND", "GRID_DIMENSION_UNKNOWN"],

  async handle({ engine, params, query: { cursor, limit, ...query } }) {
    // One more than asked for tells whether there is a next page.
    const page = { ...query, limit: limit + 1, ...(cursor !== undefined && { after: placeIn(cursor) }) };
    const found = await engine.listGridMembers(params.grid, page);
    const items = found.slice(0, limit);
    const last = items.at(-1);
    const hasMore = found.length > limit && last !== undefined;
    return { items, nextCursor: hasMore ? writePlace(order, JSON.stringify(last.place), "") : null };
  },
});

/** @throws AppError REQUEST_INVALID */
function placeIn(cursor: string): string[] {
  const { place } = readPlace(cursor, order);
  try {
    return Path.parse(JSON.parse(place));
  } catch (error) {
    const problem = {
      path: "query.cursor",
      message: "This is no cursor of a page.",
      remedy: "Send the nextCursor of the page before.",
    };
    throw new AppError("REQUEST_INVALID", { problems: [problem] }, { cause: error });
  }
}
