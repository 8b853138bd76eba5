import { defineRoute, noContent } from "../../contract/define-route.ts";
import { CorrectionParams, DismissBody } from "../../schemas/incentive-books.ts";

export const dismissCorrection = defineRoute({
  method: "POST",
  path: "/v1/incentives/campaigns/{campaign}/corrections/{correctionId}/dismiss",
  operation: "incentives.dismiss",
  summary: "Leaves a contract as it is booked, against what its source says, for a reason",
  description: "The same figures are not proposed again; others are.",
  example: { body: { reason: "来源录入有误" } },
  permission: "incentives:write",
  reach: "scoped",
  params: CorrectionParams,
  body: DismissBody,
  response: noContent,
  errors: ["CAMPAIGN_NOT_FOUND", "INCENTIVE_CORRECTION_NOT_FOUND", "INCENTIVE_CORRECTION_REFUSED"],

  async handle({ incentives, params, body: { reason }, actor }) {
    await incentives.dismiss(params.campaign, params.correctionId, { by: actor, reason });
  },
});
