import { defineRoute } from "../../contract/define-route.ts";
import { Settlement } from "../../schemas/incentive-books.ts";
import { CampaignParams } from "../../schemas/incentive-campaigns.ts";
import { listOf } from "../../schemas/page.ts";

export const listSettlements = defineRoute({
  method: "GET",
  path: "/v1/incentives/campaigns/{campaign}/settlements",
  operation: "incentives.settlements",
  summary: "Lists the months whose books are closed",
  bounded: "A campaign has a few months.",
  permission: "incentives:read",
  reach: "scoped",
  params: CampaignParams,
  response: listOf(Settlement),
  errors: ["CAMPAIGN_NOT_FOUND"],

  async handle({ incentives, params }) {
    return { items: await incentives.listSettlements(params.campaign) };
  },
});
