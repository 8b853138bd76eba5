import { defineRoute } from "../../contract/define-route.ts";
import { CampaignParams, CampaignRevisions } from "../../schemas/incentive-campaigns.ts";

export const listRevisions = defineRoute({
  method: "GET",
  path: "/v1/incentives/campaigns/{campaign}/revisions",
  operation: "incentives.revisions",
  summary: "Lists the revisions of a campaign, the newest first",
  description: "None ever changes or goes: what a contract earned can be read from the rules of its time.",
  bounded: "A campaign of a month has as many revisions as people decided something else about its awards.",
  permission: "incentives:read",
  reach: "scoped",
  params: CampaignParams,
  response: CampaignRevisions,
  errors: ["CAMPAIGN_NOT_FOUND"],

  handle: async ({ incentives, params }) => ({ items: await incentives.listRevisions(params.campaign) }),
});
