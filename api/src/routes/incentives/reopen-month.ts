import { z } from "zod";
import { defineRoute, noContent } from "../../contract/define-route.ts";
import { MonthParams } from "../../schemas/incentive-books.ts";

export const reopenMonth = defineRoute({
  method: "POST",
  path: "/v1/incentives/campaigns/{campaign}/settlements/{month}/reopen",
  operation: "incentives.reopen",
  summary: "Opens the books of a month again",
  example: { body: { reason: "两份合同漏录" } },
  permission: "incentives:settle",
  reach: "scoped",
  params: MonthParams,
  body: z.strictObject({ reason: z.string().min(1).max(1_000) }),
  response: noContent,
  errors: ["CAMPAIGN_NOT_FOUND", "INCENTIVE_MONTH_OPEN"],

  async handle({ incentives, params, body, actor }) {
    await incentives.reopen(params.campaign, params.month, { by: actor, reason: body.reason });
  },
});
