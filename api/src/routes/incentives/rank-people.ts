import { AppError } from "@belfry/model";
import { defineRoute } from "../../contract/define-route.ts";
import { PersonRank, RankingQuery } from "../../schemas/incentive-figures.ts";
import { pageOf, readPlace, writePlace } from "../../schemas/page.ts";

export const rankPeople = defineRoute({
  method: "GET",
  path: "/v1/incentives/people",
  operation: "incentives.people",
  summary: "Ranks people by their contracts, with how far each is from the next tier",
  example: { query: { campaign: "BJ-2025-05", by: "performance" } },
  permission: "incentives:read",
  reach: "scoped",
  query: RankingQuery,
  response: pageOf(PersonRank),
  errors: ["CAMPAIGN_NOT_FOUND"],

  async handle({ incentives, query: { by, cursor, limit, ...filter }, scope }) {
    const order = `people-${by}`;
    const skip = cursor === undefined ? 0 : placeIn(cursor, order);
    // One more than asked for tells whether there is a next page.
    const found = await incentives.ranking({ ...filter, scope }, { by, skip, limit: limit + 1 });
    const nextCursor = found.length > limit ? writePlace(order, String(skip + limit), "") : null;
    return { items: found.slice(0, limit), nextCursor };
  },
});

/** How many stand on the pages before. @throws AppError REQUEST_INVALID */
function placeIn(cursor: string, order: string): number {
  const skip = Number(readPlace(cursor, order).place);
  if (Number.isInteger(skip) && skip >= 0 && skip <= 10_000_000) return skip;
  const problem = {
    path: "query.cursor",
    message: "This is no cursor of a page.",
    remedy: "Send the nextCursor of the page before.",
  };
  throw new AppError("REQUEST_INVALID", { problems: [problem] });
}
