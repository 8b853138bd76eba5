import { z } from "zod";
import { defineRoute, download } from "../../contract/define-route.ts";
import { IncentiveFilter } from "../../schemas/incentives.ts";
import { MOST_CONTRACTS, MOST_DAYS, MOST_PEOPLE } from "./incentive-sheet-limits.ts";
import { contractSheet, peopleSheet, rewardSheet, totalsSheet, trendSheet } from "./incentive-sheets.ts";

const ZONE = "Asia/Shanghai";

export const exportIncentives = defineRoute({
  method: "GET",
  path: "/v1/incentives/export",
  operation: "incentives.export",
  summary: "Downloads the figures as an Excel workbook: sums, ranking, awards, days, and the contracts of a campaign",
  description: `Amounts are in yuan. At most ${MOST_PEOPLE} people, ${MOST_DAYS} days and, of a campaign that is named, the last ${MOST_CONTRACTS} contracts; the first sheet says how many there are. Names are only written for who may read personal data.`,
  permission: "incentives:read",
  reach: "scoped",
  query: IncentiveFilter.extend({ language: z.enum(["zh", "en"]).default("zh").describe("Of the headings.") }),
  response: download,
  errors: ["CAMPAIGN_NOT_FOUND"],

  async handle({ incentives, writeWorkbook, query: { language, ...filter }, scope, caller }) {
    const of = { ...filter, scope };
    const { campaign, city: _city, ...ofContracts } = filter;
    const totals = await incentives.totals(of);
    const people = await incentives.ranking(of, { by: "performance", skip: 0, limit: MOST_PEOPLE });
    const rewards = await incentives.rewardSums(of);
    const days = await incentives.trend(of, { by: "day", limit: MOST_DAYS });
    const contracts =
      campaign === undefined ? [] : await incentives.listContracts(campaign, { ...ofContracts, limit: MOST_CONTRACTS });
    const names = caller.permissions.has("personal-data:read");
    const sheets = [
      totalsSheet(totals, filter, { language, names }),
      peopleSheet(people, { language, names }),
      rewardSheet(rewards, { language, names }),
      trendSheet(days, { language, names }),
      ...(campaign === undefined ? [] : [contractSheet(contracts, { language, names })]),
    ];
    const parts = ["belfry", campaign ?? "incentives", filter.from, filter.until].filter((part) => part !== undefined);
    return {
      fileName: `${parts.join(" ")}.xlsx`,
      mediaType: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
      body: await writeWorkbook(sheets, ZONE),
    };
  },
});
