import { defineRoute } from "../../contract/define-route.ts";
import { CampaignInstallBody, CampaignParams, CampaignSaved } from "../../schemas/incentive-campaigns.ts";

export const installCampaign = defineRoute({
  method: "POST",
  path: "/v1/incentives/campaigns/{campaign}/install",
  operation: "incentives.installCampaign",
  summary: "Takes a campaign into use that comes with Belfry",
  mayCreate: true,
  example: { params: { campaign: "SH-2025-09" }, body: {} },
  permission: "incentives:write",
  reach: "scoped",
  params: CampaignParams,
  body: CampaignInstallBody,
  response: CampaignSaved,
  errors: [
    "CAMPAIGN_NOT_FOUND",
    "CAMPAIGN_INVALID",
    "CAMPAIGN_REVISION_EXISTS",
    "CAMPAIGN_EXISTS",
    "LABEL_NOT_ALLOWED",
    "INCENTIVE_MONTH_CLOSED",
  ],

  handle({ incentives, params, body: { revision, labels }, actor, scope }) {
    const name = revision === undefined ? params.campaign : `${params.campaign}@${revision}`;
    return incentives.installCampaign(name, { by: actor, scope, labels });
  },
});
