import { defineRoute } from "../../contract/define-route.ts";
import { MonthParams, Settlement } from "../../schemas/incentive-books.ts";

export const settleMonth = defineRoute({
  method: "PUT",
  path: "/v1/incentives/campaigns/{campaign}/settlements/{month}",
  operation: "incentives.settle",
  summary: "Closes the books of a month",
  description:
    "Nothing more is booked in it: contracts that come late are put aside, and corrections stand in the month in which they are made.",
  permission: "incentives:settle",
  reach: "scoped",
  params: MonthParams,
  response: Settlement,
  errors: ["CAMPAIGN_NOT_FOUND", "INCENTIVE_MONTH_CLOSED"],

  handle: ({ incentives, params, actor }) => incentives.settle(params.campaign, params.month, { by: actor }),
});
