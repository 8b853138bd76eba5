import { defineRoute } from "../../contract/define-route.ts";
import { CampaignSummary } from "../../schemas/incentive-campaigns.ts";
import { listOf } from "../../schemas/page.ts";

export const listCampaigns = defineRoute({
  method: "GET",
  path: "/v1/incentives/campaigns",
  operation: "incentives.campaigns",
  summary: "Lists campaigns: those in use, and behind them those that come with Belfry",
  bounded: "Somebody takes each of them into use by hand.",
  permission: "incentives:read",
  reach: "scoped",
  response: listOf(CampaignSummary),
  errors: [],

  handle: async ({ incentives, scope }) => ({ items: await incentives.listCampaigns(scope) }),
});
