import { defineRoute } from "../../contract/define-route.ts";
import { IncentiveTrend, TrendQuery } from "../../schemas/incentive-figures.ts";

export const getTrend = defineRoute({
  method: "GET",
  path: "/v1/incentives/trend",
  operation: "incentives.trend",
  summary: "Sums up contracts and awards day by day, or month by month",
  description: "The earliest first. Of more days than `limit` the last ones are given.",
  bounded: "As many days as `limit` says, at most 800.",
  example: { query: { campaign: "BJ-2025-05" } },
  permission: "incentives:read",
  reach: "scoped",
  query: TrendQuery,
  response: IncentiveTrend,
  errors: ["CAMPAIGN_NOT_FOUND"],

  async handle({ incentives, query: { by, limit, ...filter }, scope }) {
    return { items: await incentives.trend({ ...filter, scope }, { by, limit }) };
  },
});
