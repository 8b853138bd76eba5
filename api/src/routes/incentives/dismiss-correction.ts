import { defineRoute, noContent } from "../../contract/define-route.ts";
import { CorrectionParams } from "../../schemas/incentives.ts";

export const dismissCorrection = defineRoute({
  method: "POST",
  path: "/v1/incentives/campaigns/{campaign}/corrections/{correctionId}/dismiss",
  operation: "incentives.dismiss",
  summary: "Leaves a contract as it is booked, against what its source says",
  permission: "incentives:write",
  reach: "scoped",
  params: CorrectionParams,
  response: noContent,
  errors: ["CAMPAIGN_NOT_FOUND", "INCENTIVE_CORRECTION_NOT_FOUND", "INCENTIVE_CORRECTION_REFUSED"],

  async handle({ incentives, params, actor }) {
    await incentives.dismiss(params.campaign, params.correctionId, { by: actor });
  },
});
