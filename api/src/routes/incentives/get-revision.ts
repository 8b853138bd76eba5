import { defineRoute } from "../../contract/define-route.ts";
import { CampaignRevisionDetail, RevisionParams } from "../../schemas/incentive-campaigns.ts";

export const getRevision = defineRoute({
  method: "GET",
  path: "/v1/incentives/campaigns/{campaign}/revisions/{revision}",
  operation: "incentives.revision",
  summary: "Gives one revision of a campaign",
  permission: "incentives:read",
  reach: "scoped",
  params: RevisionParams,
  response: CampaignRevisionDetail,
  errors: ["CAMPAIGN_NOT_FOUND"],

  handle: ({ incentives, params }) => incentives.getRevision(params.campaign, params.revision),
});
