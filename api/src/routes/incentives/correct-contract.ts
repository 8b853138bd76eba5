import { defineRoute } from "../../contract/define-route.ts";
import { CorrectionBody, CorrectionBooked } from "../../schemas/incentive-books.ts";
import { CampaignParams } from "../../schemas/incentive-campaigns.ts";

export const correctContract = defineRoute({
  method: "POST",
  path: "/v1/incentives/campaigns/{campaign}/corrections",
  operation: "incentives.correct",
  summary: "Corrects a contract: another amount, another person or day, or that it was withdrawn",
  description:
    "The campaign is evaluated anew, and every difference becomes an adjustment with author and reason. Nothing is deleted, and nobody is told again.",
  example: { body: { contract: "c-2", amountFen: 1_500_000, reason: "金额录入有误" } },
  permission: "incentives:write",
  reach: "scoped",
  params: CampaignParams,
  body: CorrectionBody,
  response: CorrectionBooked,
  errors: [
    "CAMPAIGN_NOT_FOUND",
    "INCENTIVE_CONTRACT_NOT_FOUND",
    "INCENTIVE_CORRECTION_REFUSED",
    "INCENTIVE_MONTH_CLOSED",
  ],

  handle({ incentives, params, body: { contract, amountFen, facts, withdrawn, reason }, actor }) {
    const change = withdrawn === true ? { withdrawn } : { amountFen, facts };
    return incentives.correct(params.campaign, { contract, change, reason }, { by: actor });
  },
});
