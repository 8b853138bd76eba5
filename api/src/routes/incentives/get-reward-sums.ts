import { defineRoute } from "../../contract/define-route.ts";
import { IncentiveFilter, RewardSum } from "../../schemas/incentive-figures.ts";
import { listOf } from "../../schemas/page.ts";

export const getRewardSums = defineRoute({
  method: "GET",
  path: "/v1/incentives/rewards",
  operation: "incentives.rewards",
  summary: "Sums up awards by their types and names, the most frequent first",
  bounded: "A campaign has a handful of awards; at most 500 are given.",
  example: { query: { campaign: "BJ-2025-05" } },
  permission: "incentives:read",
  reach: "scoped",
  query: IncentiveFilter,
  response: listOf(RewardSum),
  errors: ["CAMPAIGN_NOT_FOUND"],

  async handle({ incentives, query, scope }) {
    return { items: await incentives.rewardSums({ ...query, scope }) };
  },
});
