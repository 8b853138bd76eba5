import { AppError } from "@belfry/model";
import { defineRoute } from "../../contract/define-route.ts";
import { CampaignBody, CampaignParams, CampaignSaved } from "../../schemas/incentive-campaigns.ts";

export const saveCampaign = defineRoute({
  method: "PUT",
  path: "/v1/incentives/campaigns/{campaign}",
  operation: "incentives.saveCampaign",
  summary: "Takes a campaign into use, or puts another revision of it in force",
  description:
    "A revision that was saved never changes: a change is a new revision. Contracts that are booked are evaluated anew, and what changes is booked as adjustments; nobody is told again.",
  mayCreate: true,
  example: {
    params: { campaign: "BJ-2026-11" },
    body: {
      definition: {
        campaign: "BJ-2026-11",
        revision: "2026-11",
        name: "北京签约播报",
        city: "北京",
        period: { from: "2026-11-01", until: "2026-11-30" },
        person: "管家",
        announcementOnly: true,
        messages: { group: "恭喜 {{ name }} 签约合同 {{ contract }}" },
      },
    },
  },
  permission: "incentives:write",
  reach: "scoped",
  params: CampaignParams,
  body: CampaignBody,
  response: CampaignSaved,
  errors: [
    "CAMPAIGN_INVALID",
    "CAMPAIGN_REVISION_EXISTS",
    "CAMPAIGN_EXISTS",
    "LABEL_NOT_ALLOWED",
    "INCENTIVE_MONTH_CLOSED",
  ],

  async handle({ incentives, params, body: { definition, labels, reason }, actor, scope }) {
    if (definition["campaign"] !== params.campaign) {
      const message = `The campaign names itself ${JSON.stringify(definition["campaign"])}, the address names it "${params.campaign}".`;
      const remedy = "Use one key in both places.";
      throw new AppError("CAMPAIGN_INVALID", { problems: [{ path: "definition.campaign", message, remedy }] });
    }
    return incentives.putCampaign(definition, { by: actor, scope, labels, reason });
  },
});
