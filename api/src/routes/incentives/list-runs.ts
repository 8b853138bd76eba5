import { defineRoute } from "../../contract/define-route.ts";
import { CampaignParams } from "../../schemas/incentive-campaigns.ts";
import { IncentiveRun } from "../../schemas/incentive-runs.ts";
import { PageQuery, pageOf, readPage } from "../../schemas/page.ts";

export const listRuns = defineRoute({
  method: "GET",
  path: "/v1/incentives/campaigns/{campaign}/runs",
  operation: "incentives.runs",
  summary: "Lists what booked contracts, the newest first",
  permission: "incentives:read",
  reach: "scoped",
  params: CampaignParams,
  query: PageQuery,
  response: pageOf(IncentiveRun),
  errors: ["CAMPAIGN_NOT_FOUND"],

  handle: ({ incentives, params, query: { cursor, limit, ...filter } }) =>
    readPage({ cursor, limit }, (page) => incentives.listRuns(params.campaign, { ...filter, ...page })),
});
