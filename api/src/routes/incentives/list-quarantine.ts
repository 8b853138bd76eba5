import { defineRoute } from "../../contract/define-route.ts";
import { CampaignParams } from "../../schemas/incentive-campaigns.ts";
import { QuarantinedRow, QuarantineQuery } from "../../schemas/incentive-runs.ts";
import { pageOf, readPage } from "../../schemas/page.ts";

export const listQuarantine = defineRoute({
  method: "GET",
  path: "/v1/incentives/campaigns/{campaign}/quarantine",
  operation: "incentives.quarantine",
  summary: "Lists rows that could not be taken, and why, the newest first",
  permission: "incentives:read",
  reach: "scoped",
  params: CampaignParams,
  query: QuarantineQuery,
  response: pageOf(QuarantinedRow),
  errors: ["CAMPAIGN_NOT_FOUND"],

  handle: ({ incentives, params, query: { cursor, limit, ...filter } }) =>
    readPage({ cursor, limit }, (page) => incentives.listQuarantine(params.campaign, { ...filter, ...page })),
});
