import { JsonObject } from "../../schemas/common.ts";
import { defineRoute } from "../../contract/define-route.ts";
import { ShippedCampaign, ShippedParams } from "../../schemas/incentive-preview.ts";

export const getShipped = defineRoute({
  method: "GET",
  path: "/v1/incentives/shipped/{name}",
  operation: "incentives.shipped",
  summary: "Shows a campaign that comes with Belfry, as its file has it",
  example: { params: { name: "BJ-2025-05@2025-08" } },
  permission: "incentives:read",
  reach: "everybody",
  params: ShippedParams,
  response: ShippedCampaign,
  errors: ["CAMPAIGN_NOT_FOUND"],

  async handle({ incentives, params: { name } }) {
    const definition = JsonObject.parse(await incentives.shipped(name));
    const [campaign = "", revision = ""] = name.split("@");
    return { campaign, revision, definition };
  },
});
