import { defineRoute } from "../../contract/define-route.ts";
import { ContractQuery, IncentiveContract } from "../../schemas/incentive-books.ts";
import { CampaignParams } from "../../schemas/incentive-campaigns.ts";
import { pageOf, readPage } from "../../schemas/page.ts";

export const listContracts = defineRoute({
  method: "GET",
  path: "/v1/incentives/campaigns/{campaign}/contracts",
  operation: "incentives.contracts",
  summary: "Lists the contracts of a campaign, the last one booked first",
  permission: "incentives:read",
  reach: "scoped",
  params: CampaignParams,
  query: ContractQuery,
  response: pageOf(IncentiveContract),
  errors: ["CAMPAIGN_NOT_FOUND"],

  handle: ({ incentives, params, query: { cursor, limit, ...filter } }) =>
    readPage({ cursor, limit }, (page) => incentives.listContracts(params.campaign, { ...filter, ...page })),
});
