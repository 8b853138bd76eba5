import { defineRoute } from "../../contract/define-route.ts";
import { CampaignDetail, CampaignParams } from "../../schemas/incentive-campaigns.ts";

export const getCampaign = defineRoute({
  method: "GET",
  path: "/v1/incentives/campaigns/{campaign}",
  operation: "incentives.campaign",
  summary: "Shows a campaign in use, and which revisions it had",
  permission: "incentives:read",
  reach: "scoped",
  params: CampaignParams,
  response: CampaignDetail,
  errors: ["CAMPAIGN_NOT_FOUND"],

  handle: ({ incentives, params }) => incentives.getCampaign(params.campaign),
});
