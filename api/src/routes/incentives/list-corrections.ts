import { defineRoute } from "../../contract/define-route.ts";
import { CorrectionQuery, IncentiveCorrection } from "../../schemas/incentive-books.ts";
import { CampaignParams } from "../../schemas/incentive-campaigns.ts";
import { pageOf, readPage } from "../../schemas/page.ts";

export const listCorrections = defineRoute({
  method: "GET",
  path: "/v1/incentives/campaigns/{campaign}/corrections",
  operation: "incentives.corrections",
  summary: "Lists corrections: proposed by a run, booked, dismissed",
  permission: "incentives:read",
  reach: "scoped",
  params: CampaignParams,
  query: CorrectionQuery,
  response: pageOf(IncentiveCorrection),
  errors: ["CAMPAIGN_NOT_FOUND"],

  handle: ({ incentives, params, query: { cursor, limit, ...filter } }) =>
    readPage({ cursor, limit }, (page) => incentives.listCorrections(params.campaign, { ...filter, ...page })),
});
