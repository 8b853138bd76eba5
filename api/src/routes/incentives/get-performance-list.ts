import { Readable } from "node:stream";
import { z } from "zod";
import { defineRoute, download } from "../../contract/define-route.ts";
import { Month } from "../../schemas/incentive-books.ts";
import { CampaignParams } from "../../schemas/incentive-campaigns.ts";

export const getPerformanceList = defineRoute({
  method: "GET",
  path: "/v1/incentives/campaigns/{campaign}/performance-list",
  operation: "incentives.performanceList",
  summary:
    "Downloads the performance list of a campaign as CSV: the contracts that stand, with their figures and awards",
  description:
    "With the Chinese columns of older programs, in the order in which contracts were booked. What a stranger wrote cannot become a formula of the spreadsheet that opens it.",
  permission: "incentives:read",
  alsoNeeds: ["personal-data:read"],
  reach: "scoped",
  params: CampaignParams,
  query: z.strictObject({ month: Month.optional().describe("Only contracts of this month.") }),
  response: download,
  errors: ["CAMPAIGN_NOT_FOUND"],

  async handle({ incentives, params: { campaign }, query: { month } }) {
    const lines = await incentives.performanceList(campaign, month);
    const parts = ["performance", campaign, month].filter((part) => part !== undefined);
    return { fileName: `${parts.join("-")}.csv`, mediaType: "text/csv", body: Readable.from(lines) };
  },
});
