import { defineRoute } from "../../contract/define-route.ts";
import { EntryQuery, LedgerEntry } from "../../schemas/incentive-books.ts";
import { CampaignParams } from "../../schemas/incentive-campaigns.ts";
import { pageOf, readPage } from "../../schemas/page.ts";

export const listEntries = defineRoute({
  method: "GET",
  path: "/v1/incentives/campaigns/{campaign}/entries",
  operation: "incentives.entries",
  summary: "Lists the lines of the ledger, the newest first",
  permission: "incentives:read",
  reach: "scoped",
  params: CampaignParams,
  query: EntryQuery,
  response: pageOf(LedgerEntry),
  errors: ["CAMPAIGN_NOT_FOUND"],

  handle: ({ incentives, params, query: { cursor, limit, ...filter } }) =>
    readPage({ cursor, limit }, (page) => incentives.listEntries(params.campaign, { ...filter, ...page })),
});
