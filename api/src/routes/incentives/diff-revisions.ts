import { defineRoute } from "../../contract/define-route.ts";
import { CampaignDifference, RevisionDiffQuery, RevisionParams } from "../../schemas/incentive-campaigns.ts";

export const diffRevisions = defineRoute({
  method: "GET",
  path: "/v1/incentives/campaigns/{campaign}/revisions/{revision}/diff",
  operation: "incentives.diff",
  summary: "Compares a revision of a campaign with another one",
  description: "Awards are compared by their names, wherever they stand in their list.",
  permission: "incentives:read",
  reach: "scoped",
  params: RevisionParams,
  query: RevisionDiffQuery,
  response: CampaignDifference,
  errors: ["CAMPAIGN_NOT_FOUND"],

  handle: ({ incentives, params, query }) =>
    incentives.diffRevisions(params.campaign, { from: query.from, to: params.revision }),
});
